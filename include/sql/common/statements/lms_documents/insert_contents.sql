-- Insert what a document is about into LMS.
-- {columns}, {rows}: the columns that this LMS has, and the parameters of each row
INSERT INTO documentcontents ({columns})
VALUES {rows}

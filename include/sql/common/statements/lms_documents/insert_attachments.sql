-- Insert the files of a document into LMS.
-- {columns}, {rows}: the columns that this LMS has, and the parameters of each file
INSERT INTO documentattachments ({columns})
VALUES {rows}

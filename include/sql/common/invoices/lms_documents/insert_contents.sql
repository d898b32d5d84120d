-- Insert the lines of an invoice into LMS.
-- {columns}, {rows}: the columns that this LMS has, and the parameters of each line
INSERT INTO invoicecontents ({columns})
VALUES {rows}

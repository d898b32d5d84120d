-- Insert the lines of an invoice of ours.
-- {columns}, {rows}: all columns but the id, and the parameters of each line
INSERT INTO hv_invoice_line ({columns})
VALUES {rows}

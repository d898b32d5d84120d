-- Keep the text that LMS got of a line.
-- id: int; description: text
UPDATE hv_invoice_line
SET description = %(description)s
WHERE id = %(id)s

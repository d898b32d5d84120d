-- The lines of an invoice of ours, in the order in which they were issued; grain: line. gross: PLN.
-- invoice_id: int
SELECT
    id,
    itemid,
    description,
    gross
FROM hv_invoice_line
WHERE invoice_id = %(invoice_id)s
ORDER BY id

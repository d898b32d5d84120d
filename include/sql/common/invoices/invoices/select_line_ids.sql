-- The lines of an invoice of ours; grain: line.
-- invoice_id: int
SELECT
    id,
    itemid
FROM hv_invoice_line
WHERE invoice_id = %(invoice_id)s
ORDER BY itemid

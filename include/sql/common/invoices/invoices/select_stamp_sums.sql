-- What the stamps of an invoice add up to; grain: line (NULL: settled without a line). net: PLN.
-- invoice_id: int
SELECT
    line_id,
    COUNT(*) AS calls,
    SUM(cost_billed) AS net
FROM hv_billing_invoiced
WHERE invoice_id = %(invoice_id)s
GROUP BY line_id

-- Calls that invoices of a month settled without a line; grain: reason. net: PLN, what they cost.
-- month: date, the first day
SELECT
    s.reason AS reason,
    COUNT(*) AS calls,
    COALESCE(SUM(s.cost_settled), 0) AS net
FROM hv_invoice AS i
INNER JOIN hv_billing_invoiced AS s ON s.invoice_id = i.id
WHERE i.billed_month = %(month)s AND s.line_id IS NULL
GROUP BY s.reason

-- Lines of a customer's invoices that bill some months or were issued for them; grain: line.
-- stamped: PLN net of the stamps; stamps: how many; stored: those whose call is still here
-- customer_id: int; start, until: date, first days of months, half-open
SELECT
    n.id,
    n.invoice_id,
    n.account_id,
    n.terminal_id,
    n.kind,
    n.service_month,
    n.description,
    n.exact_net,
    n.tax_rate,
    n.gross,
    n.call_count,
    COALESCE(SUM(s.cost_billed), 0) AS stamped,
    COUNT(s.id) AS stamps,
    COUNT(b.id) AS stored
FROM hv_invoice AS i
INNER JOIN hv_invoice_line AS n ON n.invoice_id = i.id
LEFT JOIN hv_billing_invoiced AS s ON s.line_id = n.id
LEFT JOIN hv_billing AS b ON b.id = s.cdr_id
WHERE i.customer_id = %(customer_id)s
    AND (
        (i.billed_month >= %(start)s AND i.billed_month < %(until)s)
        OR i.id IN (
            SELECT m.invoice_id
            FROM hv_invoice_line AS m
            WHERE m.customer_id = %(customer_id)s AND m.service_month >= %(start)s
                AND m.service_month < %(until)s
        )
    )
GROUP BY
    n.id, n.invoice_id, n.account_id, n.terminal_id, n.kind, n.service_month, n.description,
    n.exact_net, n.tax_rate, n.gross, n.call_count
ORDER BY n.invoice_id, n.id

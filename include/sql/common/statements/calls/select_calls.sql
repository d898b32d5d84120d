-- Paid calls behind lines of issued invoices; grain: call x line, in the order of a statement.
-- net: PLN, what the line billed of the call. A line whose calls were deleted has one row without call.
-- start, until: first days of months, half-open; lowest, highest: LMS customer ids, both included
SELECT
    i.customer_id,
    i.docid,
    i.fullnumber,
    n.id AS line_id,
    n.account_id,
    n.terminal_id,
    n.service_month,
    n.tax_rate,
    n.exact_net,
    n.gross,
    b.start_time,
    b.caller,
    b.bill_cpb,
    b.duration,
    CASE WHEN b.calltype = 'outgoing' THEN COALESCE(b.type, '') ELSE b.calltype END AS service,
    s.cost_billed AS net,
    CASE WHEN s.reason = 'increase' THEN 1 ELSE 0 END AS is_increase
FROM hv_invoice AS i
INNER JOIN hv_invoice_line AS n ON n.invoice_id = i.id AND n.kind = 'calls'
LEFT JOIN hv_billing_invoiced AS s
    ON s.invoice_id = n.invoice_id AND s.line_id = n.id AND s.cost_billed <> 0
LEFT JOIN hv_billing AS b ON b.id = s.cdr_id
WHERE i.state = 'issued'
    AND n.service_month >= %(start)s
    AND n.service_month < %(until)s
    AND i.customer_id BETWEEN %(lowest)s AND %(highest)s
ORDER BY i.customer_id, n.account_id, n.terminal_id, n.service_month, n.id, b.start_time, b.id

-- Customers with lines of calls on issued invoices; grain: customer.
-- start, until: first days of months, half-open
SELECT DISTINCT i.customer_id
FROM hv_invoice AS i
INNER JOIN hv_invoice_line AS n ON n.invoice_id = i.id AND n.kind = 'calls'
WHERE i.state = 'issued'
    AND n.service_month >= %(start)s
    AND n.service_month < %(until)s
ORDER BY i.customer_id

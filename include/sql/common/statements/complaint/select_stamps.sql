-- Stamps on calls that may be a customer's; grain: call x stamp. cost_billed, cost_settled: PLN net.
-- line_id NULL: settled without a line, the reason says why
-- found: the statement `statements/complaint/select_found`; customer_id, named, start, until: its own
SELECT
    s.cdr_id,
    s.invoice_id,
    s.line_id,
    s.cost_billed,
    s.cost_settled,
    s.reason AS settled_as,
    i.customer_id,
    i.fullnumber
FROM ({found}) AS found
INNER JOIN hv_billing_invoiced AS s ON s.cdr_id = found.id
INNER JOIN hv_invoice AS i ON i.id = s.invoice_id
ORDER BY s.cdr_id, s.id

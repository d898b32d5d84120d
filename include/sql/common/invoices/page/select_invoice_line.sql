-- One line of our invoices of a month; grain: line. Money: PLN.
-- month: date, the first day; line_id: bigint
SELECT
    n.id AS id,
    n.invoice_id AS invoice_id,
    n.customer_id AS customer_id,
    n.account_id AS account_id,
    n.terminal_id AS terminal_id,
    n.kind AS kind,
    n.service_month AS service_month,
    n.description AS description,
    n.exact_net AS net,
    n.gross AS gross,
    n.call_count AS call_count
FROM hv_invoice_line AS n
INNER JOIN hv_invoice AS i ON i.id = n.invoice_id
WHERE n.id = %(line_id)s AND i.billed_month = %(month)s

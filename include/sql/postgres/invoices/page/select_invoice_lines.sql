-- Lines of our invoices of a month, in the documents' order; grain: line. Money: PLN.
-- month: date, the first day; invoice_id: bigint or NULL for all
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
FROM hv_invoice AS i
INNER JOIN hv_invoice_line AS n ON n.invoice_id = i.id
WHERE
    i.billed_month = %(month)s
    AND (CAST(%(invoice_id)s AS bigint) IS NULL OR i.id = %(invoice_id)s)
ORDER BY n.customer_id, n.invoice_id, n.itemid, n.id

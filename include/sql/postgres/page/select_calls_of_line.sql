-- Calls billed by an invoice line, the oldest first; grain: stamp. billed: PLN net, signed.
-- vanished: 1 = the platform no longer lists it. Numbers are whole: who reads them masks them.
-- line_id, invoice_id: bigint; lines, skipped: int
SELECT
    b.id AS id,
    b.start_time AS start_time,
    b.calltype AS calltype,
    CAST(b.success_call AS text) AS success,
    b.terminal_name AS terminal_name,
    b.caller AS caller,
    b.bill_cpb AS callee,
    b.country AS country,
    b.description AS description,
    b.operator AS operator,
    b.duration AS duration,
    b.rel_cause AS rel_cause,
    b.cost AS cost,
    b.reseller_cost AS reseller_cost,
    CASE WHEN v.cdr_id IS NULL THEN 0 ELSE 1 END AS vanished,
    s.cost_billed AS billed
FROM hv_billing_invoiced AS s
INNER JOIN hv_billing AS b ON b.id = s.cdr_id
LEFT JOIN hv_billing_vanished AS v ON v.cdr_id = b.id
WHERE s.invoice_id = %(invoice_id)s AND s.line_id = %(line_id)s
ORDER BY b.start_time, b.id
LIMIT %(lines)s OFFSET %(skipped)s

-- Calls that a line to come would bill, the oldest first: linked, listed and on no invoice.
-- Grain: call. billed: PLN net. Numbers are whole: who reads them masks them.
-- start, until: text, local, half-open; account_id: int; terminal_id: int, 0 = of the account alone
-- without: text, ids of calls that it will withhold between commas, with one at either end
-- failed: 1 = with calls that failed; setup: 1 adds the set-up fee, else 0; lines, skipped: int
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
    0 AS vanished,
    COALESCE(b.cost, 0) + %(setup)s * COALESCE(b.init_charge, 0) AS billed
FROM hv_billing_link AS l
INNER JOIN hv_billing AS b ON b.id = l.cdr_id
LEFT JOIN hv_billing_vanished AS v ON v.cdr_id = b.id
LEFT JOIN hv_billing_invoiced AS s ON s.cdr_id = b.id AND s.live_first = 1
WHERE
    b.start_time >= %(start)s
    AND b.start_time < %(until)s
    AND l.account_id = %(account_id)s
    AND (l.terminal_id = %(terminal_id)s OR (%(terminal_id)s = 0 AND l.terminal_id IS NULL))
    AND (%(failed)s = 1 OR COALESCE(CAST(b.success_call AS text), 't') <> 'f')
    AND v.cdr_id IS NULL
    AND s.cdr_id IS NULL
    AND %(without)s NOT LIKE CONCAT('%%,', b.id, ',%%')
ORDER BY b.start_time, b.id
LIMIT %(lines)s OFFSET %(skipped)s

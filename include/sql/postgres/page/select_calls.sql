-- List single calls, the newest first; grain: call. Numbers are whole: who reads them masks them.
-- vanished: 1 = the platform no longer lists it
-- start, until: text, local, half-open; calltype: text or NULL; lines: int, skipped: int; account_id, terminal_id: int or NULL for all
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
    CASE WHEN v.cdr_id IS NULL THEN 0 ELSE 1 END AS vanished
FROM hv_billing AS b
LEFT JOIN hv_billing_vanished AS v ON v.cdr_id = b.id
WHERE
    b.start_time >= %(start)s
    AND b.start_time < %(until)s
    AND (CAST(%(account_id)s AS integer) IS NULL OR b.customerid = %(account_id)s)
    AND (
        CAST(%(terminal_id)s AS integer) IS NULL
        OR b.id IN (SELECT l.cdr_id FROM hv_billing_link AS l WHERE l.terminal_id = %(terminal_id)s)
    )
    AND (CAST(%(calltype)s AS text) IS NULL OR b.calltype = %(calltype)s)
ORDER BY b.start_time DESC, b.id DESC
LIMIT %(lines)s OFFSET %(skipped)s

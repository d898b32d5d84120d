-- Sum up calls by local day; grain: day x call type x release cause.
-- attempts, answered: calls; seconds: of all, answered_seconds: of answered calls; money: PLN net
-- start, until: text, local, half-open; account_id, terminal_id: int or NULL for all
SELECT
    SUBSTRING(b.start_time, 1, 10) AS day,
    b.calltype AS calltype,
    b.rel_cause AS rel_cause,
    COUNT(*) AS attempts,
    COUNT(CASE WHEN b.success_call = 't' THEN 1 END) AS answered,
    COALESCE(SUM(b.duration), 0) AS seconds,
    COALESCE(SUM(CASE WHEN b.success_call = 't' THEN b.duration END), 0) AS answered_seconds,
    COALESCE(SUM(b.cost), 0) AS revenue,
    COALESCE(SUM(b.reseller_cost), 0) AS reseller_cost,
    COALESCE(SUM(b.margin), 0) AS platform_margin
FROM hv_billing AS b
WHERE
    b.start_time >= %(start)s
    AND b.start_time < %(until)s
    AND (%(account_id)s IS NULL OR b.customerid = %(account_id)s)
    AND (
        %(terminal_id)s IS NULL
        OR b.id IN (SELECT l.cdr_id FROM hv_billing_link AS l WHERE l.terminal_id = %(terminal_id)s)
    )
GROUP BY 1, 2, 3

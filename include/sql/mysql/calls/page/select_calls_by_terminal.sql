-- Sum up the calls of one account by terminal; grain: call type x terminal (NULL: without a link).
-- attempts, answered: calls; seconds: of all, answered_seconds: of answered calls; money: PLN net
-- start, until: text, local, half-open; account_id: int
SELECT
    b.calltype AS calltype,
    l.terminal_id AS terminal_id,
    MAX(b.terminal_name) AS terminal_name,
    COUNT(*) AS attempts,
    COUNT(CASE WHEN b.success_call = 't' THEN 1 END) AS answered,
    COALESCE(SUM(b.duration), 0) AS seconds,
    COALESCE(SUM(CASE WHEN b.success_call = 't' THEN b.duration END), 0) AS answered_seconds,
    COALESCE(SUM(b.cost), 0) AS revenue,
    COALESCE(SUM(b.reseller_cost), 0) AS reseller_cost,
    COALESCE(SUM(b.margin), 0) AS platform_margin
FROM hv_billing AS b
LEFT JOIN hv_billing_link AS l ON l.cdr_id = b.id
WHERE
    b.start_time >= %(start)s
    AND b.start_time < %(until)s
    AND b.customerid = %(account_id)s
GROUP BY 1, 2

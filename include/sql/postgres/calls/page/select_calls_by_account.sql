-- Sum up calls by account (as the old panel has it); grain: call type x account.
-- attempts, answered: calls; seconds: of all, answered_seconds: of answered calls; money: PLN net
-- start, until: text, local, half-open
SELECT
    b.calltype AS calltype,
    NULLIF(b.customerid, 0) AS account_id,
    COUNT(*) AS attempts,
    COUNT(CASE WHEN CAST(b.success_call AS text) = 't' THEN 1 END) AS answered,
    COALESCE(SUM(b.duration), 0) AS seconds,
    COALESCE(SUM(CASE WHEN CAST(b.success_call AS text) = 't' THEN b.duration END), 0) AS answered_seconds,
    COALESCE(SUM(b.cost), 0) AS revenue,
    COALESCE(SUM(b.reseller_cost), 0) AS reseller_cost,
    COALESCE(SUM(b.margin), 0) AS platform_margin
FROM hv_billing AS b
WHERE
    b.start_time >= %(start)s
    AND b.start_time < %(until)s
GROUP BY 1, 2

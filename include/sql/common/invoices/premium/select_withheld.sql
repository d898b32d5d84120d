-- Calls that are withheld above a premium limit, with what they would bring now; grain: call, in the
-- order in which a limit is used up. net: PLN, of a call that was billed before only the increase.
-- setup: 1 adds the set-up fee, else 0
SELECT
    w.cdr_id,
    w.customer_id,
    w.call_month,
    b.start_time,
    CASE WHEN v.cdr_id IS NULL THEN 0 ELSE 1 END AS is_gone,
    COALESCE(b.cost, 0) + %(setup)s * COALESCE(b.init_charge, 0) - COALESCE(s.settled, 0) AS net
FROM hv_premium_withheld AS w
INNER JOIN hv_billing AS b ON b.id = w.cdr_id
LEFT JOIN hv_billing_vanished AS v ON v.cdr_id = w.cdr_id
LEFT JOIN (
    SELECT
        i.cdr_id,
        SUM(i.cost_settled) AS settled
    FROM hv_premium_withheld AS x
    INNER JOIN hv_billing_invoiced AS i ON i.cdr_id = x.cdr_id
    WHERE x.state = 'withheld'
    GROUP BY i.cdr_id
) AS s ON s.cdr_id = w.cdr_id
WHERE w.state = 'withheld'
ORDER BY w.customer_id, w.call_month, b.start_time, w.cdr_id

-- Calls that no invoice has yet, of the billed month and of the months before it (late ones).
-- Grain: month x account x terminal x what is alike; net: PLN, exact. The only read of charges.
-- A priced premium-rate call is a row of its own (premium_id), with what was decided of it for whom.
-- start, until: text, local, half-open; setup: 1 adds the set-up fee, else 0
-- premium: text, the platform's types between commas, with one at either end
SELECT
    SUBSTRING(b.start_time, 1, 7) AS call_month,
    l.account_id,
    l.terminal_id,
    b.success_call::text AS success_call,
    b.calltype AS calltype,
    b.subscription_used::text AS subscription_used,
    v.cdr_id IS NOT NULL AS vanished,
    CASE
        WHEN b.cost > 0 AND %(premium)s LIKE CONCAT('%%,', LOWER(COALESCE(b.type, '')), ',%%') THEN b.id
    END AS premium_id,
    MIN(b.start_time) AS start_time,
    MIN(w.customer_id) AS withheld_of,
    MIN(w.state) AS withheld,
    COUNT(*) AS calls,
    SUM(COALESCE(b.cost, 0) + %(setup)s * COALESCE(b.init_charge, 0)) AS net
FROM hv_billing AS b
LEFT JOIN hv_billing_link AS l ON l.cdr_id = b.id
LEFT JOIN hv_billing_vanished AS v ON v.cdr_id = b.id
LEFT JOIN hv_billing_invoiced AS s ON s.cdr_id = b.id AND s.live_first = 1
LEFT JOIN hv_premium_withheld AS w ON w.cdr_id = b.id
WHERE b.start_time >= %(start)s
    AND b.start_time < %(until)s
    AND s.cdr_id IS NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8

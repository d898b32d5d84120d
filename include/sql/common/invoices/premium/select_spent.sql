-- What priced premium-rate calls of some days cost that the platform still lists, billed or not; grain:
-- customer. net: PLN.
-- start, until: text, local, half-open; premium: text, the platform's types between commas, with one at
-- either end; failed: 1 = with calls that failed; setup: 1 adds the set-up fee, else 0
SELECT
    c.customer_id,
    COUNT(*) AS calls,
    SUM(c.net) AS net
FROM (
    SELECT
        COALESCE(l.customer_id, a.ext_billing_id) AS customer_id,
        b.cost + %(setup)s * COALESCE(b.init_charge, 0) AS net
    FROM hv_billing AS b
    INNER JOIN hv_billing_link AS l ON l.cdr_id = b.id
    LEFT JOIN hv_customers AS a ON a.id = l.account_id
    LEFT JOIN hv_billing_vanished AS v ON v.cdr_id = b.id
    WHERE b.start_time >= %(start)s
        AND b.start_time < %(until)s
        AND b.cost > 0
        AND %(premium)s LIKE CONCAT('%%,', LOWER(COALESCE(b.type, '')), ',%%')
        AND (%(failed)s = 1 OR b.success_call = 't')
        AND v.cdr_id IS NULL
) AS c
WHERE c.customer_id IS NOT NULL
GROUP BY c.customer_id
ORDER BY c.customer_id

-- What the calls found to belong to an account would come to; grain: month of the call.
-- calls: how many; net: their price, PLN net, without set-up fees
SELECT
    SUBSTRING(billing.start_time, 1, 7) AS call_month,
    COUNT(*) AS calls,
    SUM(COALESCE(billing.cost, 0)) AS net
FROM hv_cdr_found AS found
INNER JOIN hv_billing AS billing ON billing.id = found.id
INNER JOIN hv_billing_link AS link ON link.cdr_id = found.id
WHERE found.account_id IS NOT NULL AND link.account_id IS NULL
GROUP BY 1
ORDER BY 1

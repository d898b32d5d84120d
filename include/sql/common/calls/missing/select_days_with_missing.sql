-- Count stored calls of a period that have not vanished, and those noted as missing; grain: day.
-- from_time, to_time: wall times
SELECT
    LEFT(billing.start_time, 10) AS day,
    COUNT(*) AS calls,
    COUNT(missing.cdr_id) AS missing
FROM hv_billing AS billing
LEFT JOIN hv_billing_missing AS missing ON billing.id = missing.cdr_id
LEFT JOIN hv_billing_vanished AS vanished ON billing.id = vanished.cdr_id
WHERE
    vanished.cdr_id IS NULL
    AND billing.start_time >= %(from_time)s
    AND billing.start_time < %(to_time)s
GROUP BY LEFT(billing.start_time, 10)
HAVING COUNT(missing.cdr_id) > 0

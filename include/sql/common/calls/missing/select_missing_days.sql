-- Count the calls that are missing now and were not before; grain: local day.
SELECT
    missing.day,
    COUNT(*) AS calls
FROM hv_cdr_missing AS missing
LEFT JOIN hv_billing_vanished AS vanished ON missing.id = vanished.cdr_id
WHERE vanished.cdr_id IS NULL
GROUP BY missing.day

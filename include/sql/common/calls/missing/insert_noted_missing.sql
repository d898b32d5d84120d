-- Note which stored calls the answer did not hold; whether they vanished is judged per day.
-- load_id: bigint; now: epoch seconds
INSERT INTO hv_billing_missing (cdr_id, load_id, noticed_at)
SELECT
    missing.id,
    %(load_id)s,
    %(now)s
FROM hv_cdr_missing AS missing
LEFT JOIN hv_billing_vanished AS vanished ON missing.id = vanished.cdr_id
WHERE vanished.cdr_id IS NULL

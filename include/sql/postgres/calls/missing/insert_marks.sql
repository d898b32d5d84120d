-- Mark the missing calls of a day as vanished, but not one that another type's answer held.
-- from_time, to_time: wall times; load_id: bigint; now: epoch seconds
INSERT INTO hv_billing_vanished (cdr_id, load_id, vanished_at)
SELECT
    missing.cdr_id,
    %(load_id)s,
    %(now)s
FROM hv_billing_missing AS missing
INNER JOIN hv_billing AS billing ON missing.cdr_id = billing.id
LEFT JOIN hv_billing_vanished AS vanished ON billing.id = vanished.cdr_id
WHERE
    vanished.cdr_id IS NULL
    AND billing.start_time >= %(from_time)s
    AND billing.start_time < %(to_time)s
    AND NOT EXISTS (
        SELECT 1 FROM hv_quarantine AS quarantine
        WHERE
            quarantine.category = 'cdr'
            AND quarantine.resolved_at IS NULL
            AND quarantine.record_id = CAST(missing.cdr_id AS varchar)
    )

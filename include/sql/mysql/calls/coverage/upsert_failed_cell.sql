-- Say that loading a day failed; a day that is covered stays as it is.
-- day: date; calltype, success: text; load_id: bigint; now: epoch seconds
INSERT INTO hv_coverage (day, calltype, success, load_id, confirmed_at, state)
VALUES (%(day)s, %(calltype)s, %(success)s, %(load_id)s, %(now)s, 'failed')
ON DUPLICATE KEY UPDATE
    state = CASE
        WHEN state IN ('loaded', 'empty', 'closed') THEN state
        ELSE 'failed'
    END

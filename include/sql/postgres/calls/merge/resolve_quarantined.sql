-- Settle quarantined records whose call this load could store.
-- now: epoch seconds; resolution: text; calltype: text, what was asked for
UPDATE hv_quarantine AS quarantine SET
    resolved_at = %(now)s,
    resolution = %(resolution)s
FROM hv_cdr_stage AS stage
WHERE
    quarantine.category = 'cdr'
    AND quarantine.resolved_at IS NULL
    AND quarantine.calltype = %(calltype)s
    AND quarantine.record_id = CAST(stage.id AS varchar)

-- Settle quarantined records whose call this load could store.
-- now: epoch seconds; resolution: text; calltype: text, what was asked for
UPDATE hv_quarantine AS quarantine
INNER JOIN hv_cdr_stage AS stage ON stage.id = CAST(quarantine.record_id AS unsigned)
SET
    quarantine.resolved_at = %(now)s,
    quarantine.resolution = %(resolution)s
WHERE
    quarantine.category = 'cdr'
    AND quarantine.resolved_at IS NULL
    AND quarantine.calltype = %(calltype)s
    AND quarantine.record_id = CAST(stage.id AS char)

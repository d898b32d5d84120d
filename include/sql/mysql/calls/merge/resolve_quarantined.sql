-- Settle quarantined records whose call this load could store.
-- now: epoch seconds; resolution: text; calltype: text, what was asked for
UPDATE hv_quarantine AS quarantine
SET
    resolved_at = %(now)s,
    resolution = %(resolution)s
WHERE
    category = 'cdr'
    AND resolved_at IS NULL
    AND calltype = %(calltype)s
    AND EXISTS (
        SELECT 1 FROM hv_cdr_stage AS stage
        WHERE quarantine.record_id = CAST(stage.id AS char) COLLATE utf8mb4_bin
    )

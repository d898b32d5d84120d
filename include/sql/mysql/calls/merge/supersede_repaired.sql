-- Records of calls that were stored without a faulty field, and that this load stored whole, or with another
-- fault: nothing of them is to be tried again.
-- resolution: text; calltype: text, what was asked for; load_id: this load
UPDATE hv_quarantine AS quarantine
SET
    state = NULL,
    resolution = %(resolution)s
WHERE
    category = 'cdr'
    AND state = 'repaired'
    AND load_id <> %(load_id)s
    AND calltype = %(calltype)s
    AND EXISTS (
        SELECT 1 FROM hv_cdr_stage AS stage
        WHERE quarantine.record_id = CAST(stage.id AS char) COLLATE utf8mb4_bin
    )

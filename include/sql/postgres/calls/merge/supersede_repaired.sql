-- Records of calls that were stored without a faulty field, and that this load stored whole, or with another
-- fault: nothing of them is to be tried again.
-- resolution: text; calltype: text, what was asked for; load_id: this load
UPDATE hv_quarantine AS quarantine SET
    state = NULL,
    resolution = %(resolution)s
FROM hv_cdr_stage AS stage
WHERE
    quarantine.category = 'cdr'
    AND quarantine.state = 'repaired'
    AND quarantine.load_id <> %(load_id)s
    AND quarantine.calltype = %(calltype)s
    AND quarantine.record_id = CAST(stage.id AS varchar)

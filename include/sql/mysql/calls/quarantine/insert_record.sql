-- Keep one record; one that is here already stays as it is, but for a repaired one: its newest load says so.
-- parameters: the columns of hv_quarantine
INSERT INTO hv_quarantine (
    category,
    record_id,
    record,
    field,
    reason,
    day,
    calltype,
    success,
    cost,
    fingerprint,
    load_id,
    created_at,
    state,
    resolved_at,
    resolution
) VALUES (
    %(category)s,
    %(record_id)s,
    %(record)s,
    %(field)s,
    %(reason)s,
    %(day)s,
    %(calltype)s,
    %(success)s,
    %(cost)s,
    %(fingerprint)s,
    %(load_id)s,
    %(created_at)s,
    %(state)s,
    %(resolved_at)s,
    %(resolution)s
)
ON DUPLICATE KEY UPDATE
    load_id = CASE WHEN VALUES(state) IS NULL THEN load_id ELSE VALUES(load_id) END,
    resolution = CASE WHEN VALUES(state) IS NULL THEN resolution ELSE VALUES(resolution) END,
    resolved_at = COALESCE(resolved_at, VALUES(resolved_at)),
    state = COALESCE(VALUES(state), state)

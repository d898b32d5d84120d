-- Keep one record; one that is here already stays as it is, but for a repaired one: its newest load says so.
-- parameters: the columns of hv_quarantine
INSERT INTO hv_quarantine AS kept (
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
ON CONFLICT (fingerprint) DO UPDATE SET
    state = EXCLUDED.state,
    load_id = EXCLUDED.load_id,
    resolved_at = COALESCE(kept.resolved_at, EXCLUDED.resolved_at),
    resolution = EXCLUDED.resolution
WHERE EXCLUDED.state IS NOT NULL

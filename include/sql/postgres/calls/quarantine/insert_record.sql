-- Set one record aside; a record that is here already stays as it is.
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
    created_at
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
    %(created_at)s
)
ON CONFLICT (fingerprint) DO NOTHING

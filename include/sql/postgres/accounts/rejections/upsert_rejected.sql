-- Keep a record that could not be stored; one that came before is open again, not there twice.
-- category, record_id, record, field, reason, fingerprint: text; load_id: bigint; created_at: epoch seconds
INSERT INTO hv_quarantine (
    category,
    record_id,
    record,
    field,
    reason,
    fingerprint,
    load_id,
    created_at
) VALUES (
    %(category)s,
    %(record_id)s,
    %(record)s,
    %(field)s,
    %(reason)s,
    %(fingerprint)s,
    %(load_id)s,
    %(created_at)s
)
ON CONFLICT (fingerprint) DO UPDATE SET
    resolved_at = NULL,
    resolution = NULL
WHERE hv_quarantine.resolved_at IS NOT NULL

-- Note that calls which had vanished are listed again; grain: one call.
-- load_id: bigint; now: epoch seconds
INSERT INTO hv_billing_revision (cdr_id, kind, load_id, created_at)
SELECT
    known.id,
    'restored',
    %(load_id)s,
    %(now)s
FROM hv_cdr_known AS known
WHERE known.is_vanished = 't' AND known.state <> 'x'

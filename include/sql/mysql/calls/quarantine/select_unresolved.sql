-- Show unresolved records of calls after one id, the oldest first; grain: one record.
-- load_id: bigint or NULL for all; reason: text or NULL for all; after_id: bigint; most: integer
SELECT
    id,
    record,
    calltype,
    success,
    day
FROM hv_quarantine
WHERE
    category = 'cdr'
    AND (resolved_at IS NULL OR state = 'repaired')
    AND id > %(after_id)s
    AND (%(load_id)s IS NULL OR load_id = %(load_id)s)
    AND (%(reason)s IS NULL OR reason = %(reason)s)
ORDER BY id
LIMIT %(most)s

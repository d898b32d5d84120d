-- Last versions of calls that a full refresh removed and that did not come back; grain: call.
-- named: pattern of a version that names the customer
SELECT
    r.cdr_id,
    r.kind,
    r.old_values,
    r.new_values,
    r.load_id,
    r.created_at
FROM hv_billing_revision AS r
WHERE r.kind = 'replaced'
    AND REPLACE(r.old_values, ' ', '') LIKE %(named)s
    AND NOT EXISTS (SELECT 1 FROM hv_billing AS b WHERE b.id = r.cdr_id)
ORDER BY r.cdr_id, r.id

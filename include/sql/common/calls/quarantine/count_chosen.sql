-- How many calls were ever set aside by a load, or for a reason; one row.
-- load_id: integer or NULL; reason: text or NULL
SELECT COUNT(*) AS records
FROM hv_quarantine
WHERE category = 'cdr'
    AND (load_id = %(load_id)s OR reason = %(reason)s)

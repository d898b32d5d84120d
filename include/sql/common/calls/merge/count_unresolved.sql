-- Count unresolved records of calls; grain: one row.
SELECT COUNT(*) AS records FROM hv_quarantine WHERE category = 'cdr' AND resolved_at IS NULL

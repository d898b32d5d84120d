-- Count records of calls that wait, and those of calls stored without a faulty field; one row.
SELECT COUNT(*) AS records FROM hv_quarantine
WHERE category = 'cdr' AND (resolved_at IS NULL OR state = 'repaired')

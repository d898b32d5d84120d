-- Unresolved calls in quarantine of some days, or of a day that cannot be read; one row. net: PLN.
-- start, until: date, half-open
SELECT
    COUNT(*) AS records,
    COALESCE(SUM(cost), 0) AS net
FROM hv_quarantine
WHERE category = 'cdr'
    AND resolved_at IS NULL
    AND (day IS NULL OR (day >= %(start)s AND day < %(until)s))

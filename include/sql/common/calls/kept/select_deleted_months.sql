-- Months of a period whose calls were deleted, or are being deleted; grain: month.
-- start, until: dates, half-open
SELECT
    call_month,
    started_at,
    finished_at
FROM hv_retention
WHERE call_month >= %(start)s AND call_month < %(until)s
ORDER BY call_month

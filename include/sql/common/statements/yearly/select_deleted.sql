-- Calls of some months that were deleted after their time; one row. net: PLN, their cost.
-- start, until: date, first days of months, half-open
SELECT
    COALESCE(SUM(r.calls), 0) AS calls,
    COALESCE(SUM(r.net), 0) AS net
FROM hv_retention AS r
WHERE r.call_month >= %(start)s AND r.call_month < %(until)s

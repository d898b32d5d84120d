-- What a day's calls come to; one row. net: PLN.
-- from_time, to_time: wall times
SELECT
    COUNT(*) AS calls,
    COALESCE(SUM(COALESCE(b.cost, 0)), 0) AS net
FROM hv_billing AS b
WHERE b.start_time >= %(from_time)s AND b.start_time < %(to_time)s

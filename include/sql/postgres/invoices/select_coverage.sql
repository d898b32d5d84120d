-- What is known of the days of a month, successful calls; grain: day x call type.
-- start, until: date, half-open
SELECT
    day,
    calltype,
    state
FROM hv_coverage
WHERE day >= %(start)s AND day < %(until)s AND success = 't'

-- Which load last confirmed a day; grain: day x call type x success.
-- start, until: date, half-open
SELECT
    c.day,
    c.calltype,
    c.success,
    c.load_id
FROM hv_coverage AS c
WHERE c.day >= %(start)s AND c.day < %(until)s

-- Delete the marks of a day's calls that vanished.
-- from_time, to_time: wall times
DELETE kept
FROM hv_billing_vanished AS kept
INNER JOIN hv_billing AS b ON b.id = kept.cdr_id
WHERE b.start_time >= %(from_time)s AND b.start_time < %(to_time)s

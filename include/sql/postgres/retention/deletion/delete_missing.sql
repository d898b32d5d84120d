-- Delete the notes about a day's calls that were missing.
-- from_time, to_time: wall times
DELETE FROM hv_billing_missing AS kept
USING hv_billing AS b
WHERE kept.cdr_id = b.id AND b.start_time >= %(from_time)s AND b.start_time < %(to_time)s

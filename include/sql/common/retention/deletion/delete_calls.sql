-- Delete a day's calls themselves, after what hangs on them; their stamps stay.
-- from_time, to_time: wall times
DELETE FROM hv_billing
WHERE start_time >= %(from_time)s AND start_time < %(to_time)s

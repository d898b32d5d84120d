-- Say that nothing of a month is left to delete.
-- call_month: date; now: epoch seconds
UPDATE hv_retention
SET finished_at = %(now)s
WHERE call_month = %(call_month)s

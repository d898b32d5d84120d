-- Delete a month's records of calls in quarantine; one whose day cannot be read is of the day it came.
-- start, until: dates, half-open; from_instant, to_instant: the same in epoch seconds
DELETE FROM hv_quarantine
WHERE category = 'cdr'
    AND (
        (day >= %(start)s AND day < %(until)s)
        OR (
            day IS NULL
            AND resolved_at IS NOT NULL
            AND created_at >= %(from_instant)s
            AND created_at < %(to_instant)s
        )
    )

-- How many holds that are not ended touch some days; one row.
-- start, until: days as text, half-open
SELECT COUNT(*) AS holds
FROM hv_hold
WHERE ended_at IS NULL
    AND held_from < %(until)s
    AND (held_until IS NULL OR held_until > %(start)s)

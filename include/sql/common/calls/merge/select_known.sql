-- Count the staged calls that are stored already, by state; grain: one state.
SELECT
    state,
    COUNT(*) AS calls,
    COUNT(CASE WHEN is_vanished = 't' THEN 1 END) AS vanished
FROM hv_cdr_known
GROUP BY state

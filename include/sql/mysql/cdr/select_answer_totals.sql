-- Sum up the answer as it was staged; grain: inside or outside of the window.
-- window_from, window_to: wall times
SELECT
    CASE
        WHEN start_time >= %(window_from)s AND start_time < %(window_to)s THEN 't'
        ELSE 'f'
    END AS inside,
    COUNT(*) AS calls,
    COALESCE(SUM(duration), 0) AS duration,
    COALESCE(SUM(cost), 0) AS cost,
    COALESCE(SUM(init_charge), 0) AS init_charge,
    MIN(start_time) AS first_call,
    MAX(start_time) AS last_call
FROM hv_cdr_stage
GROUP BY 1

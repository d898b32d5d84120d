-- Sum up the answer as it was staged; grain: local day.
SELECT
    LEFT(start_time, 10) AS day,
    MIN(id) AS first_id,
    MAX(id) AS last_id,
    COUNT(*) AS calls,
    COALESCE(SUM(duration), 0) AS duration,
    COALESCE(SUM(cost), 0) AS cost,
    COALESCE(SUM(init_charge), 0) AS init_charge,
    MIN(start_time) AS first_call,
    MAX(start_time) AS last_call
FROM hv_cdr_stage
GROUP BY LEFT(start_time, 10)
ORDER BY day

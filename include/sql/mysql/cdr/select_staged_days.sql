-- Count the staged calls; grain: local day.
SELECT
    LEFT(start_time, 10) AS day,
    COUNT(*) AS calls
FROM hv_cdr_stage
GROUP BY 1

-- Count the staged calls that were stored before this load; grain: local day.
SELECT
    LEFT(stage.start_time, 10) AS day,
    COUNT(*) AS calls
FROM hv_cdr_stage AS stage
INNER JOIN hv_cdr_known AS known ON stage.seq = known.seq
GROUP BY LEFT(stage.start_time, 10)

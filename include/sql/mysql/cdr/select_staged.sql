-- Count what was staged, and the range of its ids; grain: one row.
SELECT
    COUNT(*) AS rows_staged,
    MIN(id) AS first_id,
    MAX(id) AS last_id
FROM hv_cdr_stage

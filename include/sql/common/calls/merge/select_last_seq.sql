-- Show the number of the row that was staged last; grain: one row.
SELECT COALESCE(MAX(seq), 0) AS seq FROM hv_cdr_stage

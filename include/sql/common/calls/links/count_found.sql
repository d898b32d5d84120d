-- Count the open calls that belong to somebody now; grain: one row.
SELECT COUNT(*) AS calls FROM hv_cdr_found WHERE account_id IS NOT NULL

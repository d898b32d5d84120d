-- Count the calls written by this load that belong to nobody yet; grain: one row.
SELECT COUNT(*) AS calls FROM hv_cdr_fresh WHERE account_id IS NULL

-- Count the calls written by this load that belong to nobody yet; grain: one row.
SELECT COUNT(*) AS calls
FROM hv_cdr_stage AS stage
LEFT JOIN hv_cdr_known AS known ON stage.seq = known.seq
WHERE stage.account_id IS NULL AND COALESCE(known.state, 'n') <> 'u'

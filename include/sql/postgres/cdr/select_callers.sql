-- Show by whom the calls to be linked were made; grain: names and customer.
SELECT DISTINCT
    COALESCE(stage.terminal_name, '') AS terminal_name,
    COALESCE(stage.ext_billing_id, 0) AS ext_billing_id,
    COALESCE(stage.customer_name, '') AS customer_name
FROM hv_cdr_stage AS stage
LEFT JOIN hv_cdr_known AS known ON stage.id = known.id
WHERE known.id IS NULL OR known.state IN ('c', 'l')

-- Link the calls that are new; grain: one call.
-- load_id: bigint
INSERT INTO hv_billing_link (cdr_id, terminal_id, account_id, customer_id, rule, load_id)
SELECT
    stage.id,
    stage.terminal_id,
    stage.account_id,
    stage.customer_id,
    stage.rule,
    %(load_id)s
FROM hv_cdr_stage AS stage
LEFT JOIN hv_cdr_known AS known ON stage.id = known.id
WHERE known.id IS NULL

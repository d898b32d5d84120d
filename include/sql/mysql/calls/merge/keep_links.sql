-- Let a call that changed keep the link it had, unless its customer or its start is another one: names
-- are renamed, and the directory of today may not know the old ones. A link without a terminal gives way.
UPDATE hv_cdr_stage AS stage
INNER JOIN hv_cdr_known AS known ON stage.seq = known.seq
INNER JOIN hv_billing AS billing ON known.id = billing.id
INNER JOIN hv_billing_link AS link ON billing.id = link.cdr_id
SET
    stage.terminal_id = link.terminal_id,
    stage.account_id = link.account_id,
    stage.customer_id = link.customer_id,
    stage.rule = link.rule
WHERE
    known.state = 'c'
    AND link.account_id IS NOT NULL
    AND (link.terminal_id IS NOT NULL OR stage.terminal_id IS NULL)
    AND COALESCE(billing.ext_billing_id, 0) = COALESCE(stage.ext_billing_id, 0)
    AND billing.start_time_unix = stage.start_time_unix

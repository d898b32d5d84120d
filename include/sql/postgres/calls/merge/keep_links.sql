-- Let a call that changed keep the link it had, unless its customer or its start is another one: names
-- are renamed, and the directory of today may not know the old ones. A link without a terminal gives way.
UPDATE hv_cdr_stage AS stage SET
    terminal_id = link.terminal_id,
    account_id = link.account_id,
    customer_id = link.customer_id,
    rule = link.rule
FROM hv_cdr_known AS known
INNER JOIN hv_billing AS billing ON known.id = billing.id
INNER JOIN hv_billing_link AS link ON billing.id = link.cdr_id
WHERE
    stage.seq = known.seq
    AND known.state = 'c'
    AND link.account_id IS NOT NULL
    AND (link.terminal_id IS NOT NULL OR stage.terminal_id IS NULL)
    AND COALESCE(billing.ext_billing_id, 0) = COALESCE(stage.ext_billing_id, 0)
    AND billing.start_time_unix = stage.start_time_unix

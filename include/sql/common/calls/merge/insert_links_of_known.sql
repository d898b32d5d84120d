-- Link stored calls that have no link (any more): changed, or stored before links were kept.
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
INNER JOIN hv_cdr_known AS known ON stage.seq = known.seq
LEFT JOIN hv_billing_link AS link ON stage.id = link.cdr_id
WHERE known.state IN ('c', 'l') AND link.cdr_id IS NULL

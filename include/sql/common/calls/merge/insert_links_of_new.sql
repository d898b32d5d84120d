-- Link staged calls that are new; grain: one call.
-- first_seq, last_seq: bigint, the staged rows to look at; load_id: bigint
INSERT INTO hv_billing_link (cdr_id, terminal_id, account_id, customer_id, rule, load_id)
SELECT
    stage.id,
    stage.terminal_id,
    stage.account_id,
    stage.customer_id,
    stage.rule,
    %(load_id)s
FROM hv_cdr_stage AS stage
LEFT JOIN hv_cdr_known AS known ON stage.seq = known.seq
WHERE
    stage.seq BETWEEN %(first_seq)s AND %(last_seq)s
    AND known.seq IS NULL

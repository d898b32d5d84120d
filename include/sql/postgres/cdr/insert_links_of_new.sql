-- Link the calls that are new; grain: one call.
-- load_id: bigint
INSERT INTO hv_billing_link (cdr_id, terminal_id, account_id, customer_id, rule, load_id)
SELECT
    fresh.id,
    fresh.terminal_id,
    fresh.account_id,
    fresh.customer_id,
    fresh.rule,
    %(load_id)s
FROM hv_cdr_fresh AS fresh
WHERE fresh.state = 'n'

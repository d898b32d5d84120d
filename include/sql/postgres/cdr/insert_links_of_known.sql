-- Link stored calls that have no link (any more): changed, or stored before links were kept.
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
LEFT JOIN hv_billing_link AS link ON fresh.id = link.cdr_id
WHERE fresh.state IN ('c', 'l') AND link.cdr_id IS NULL

-- Write the links found anew.
-- load_id: bigint
UPDATE hv_cdr_found AS found
INNER JOIN hv_billing_link AS link ON found.id = link.cdr_id
SET
    link.terminal_id = found.terminal_id,
    link.account_id = found.account_id,
    link.customer_id = found.customer_id,
    link.rule = found.rule,
    link.load_id = %(load_id)s

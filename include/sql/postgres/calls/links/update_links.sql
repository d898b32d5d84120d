-- Write the links found anew.
-- load_id: bigint
UPDATE hv_billing_link AS link SET
    terminal_id = found.terminal_id,
    account_id = found.account_id,
    customer_id = found.customer_id,
    rule = found.rule,
    load_id = %(load_id)s
FROM hv_cdr_found AS found
WHERE link.cdr_id = found.id

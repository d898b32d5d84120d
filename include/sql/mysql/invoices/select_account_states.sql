-- All known states of all accounts; grain: account x beginning of a state, in order.
SELECT
    account_id,
    valid_from,
    customer_id,
    invoiced_by,
    name,
    payment_type,
    active,
    is_removed,
    listed,
    create_date
FROM hv_account_history
ORDER BY account_id, valid_from

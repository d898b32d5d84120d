-- All known states of all terminals; grain: terminal x beginning of a state, in order.
SELECT
    terminal_id,
    account_id,
    valid_from,
    name,
    pricelist_name,
    subscription_id,
    subscription_from,
    subscription_to,
    listed
FROM hv_terminal_history
ORDER BY terminal_id, valid_from

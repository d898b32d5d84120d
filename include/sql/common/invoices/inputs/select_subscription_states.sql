-- All known states of all subscriptions; grain: subscription x beginning of a state, in order.
-- invoice_value: PLN net a month
SELECT
    subscription_id,
    valid_from,
    name,
    invoice_value
FROM hv_subscription_history
ORDER BY subscription_id, valid_from

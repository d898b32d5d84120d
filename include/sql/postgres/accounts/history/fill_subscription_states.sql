-- The state of each subscription as the old table has it; invoice_value: PLN net a month, rounded.
-- states: name; account_id: integer, always null (subscriptions belong to no account)
INSERT INTO {states} (
    subscription_id,
    name,
    invoice_value,
    listed,
    valid_from
)
SELECT
    t.id,
    t.name,
    t.invoice_value,
    't',
    0
FROM hv_subscriptionlist AS t
WHERE CAST(%(account_id)s AS integer) IS NULL

-- The state of each terminal now, as invoices and links of calls need it.
-- states: name; account_id: integer, or null for all
INSERT INTO {states} (
    terminal_id,
    account_id,
    name,
    pricelist_name,
    subscription_id,
    subscription_from,
    subscription_to,
    listed,
    valid_from
)
SELECT
    t.id,
    t.customerid,
    t.username,
    t.pricelist_name,
    t.id_subscription,
    t.subscription_from,
    t.subscription_to,
    't',
    0
FROM hv_terminal AS t
WHERE %(account_id)s IS NULL OR t.customerid = %(account_id)s

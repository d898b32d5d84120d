-- All states of the accounts that are or were a customer's; grain: account x beginning of a state.
-- valid_from: epoch seconds; namesakes: states of other customers' accounts that have the same name
-- customer_id: int
SELECT
    h.account_id,
    h.customer_id,
    h.name,
    h.valid_from,
    (
        SELECT COUNT(*)
        FROM hv_account_history AS a
        WHERE a.name = h.name AND a.customer_id <> %(customer_id)s
    ) AS namesakes
FROM hv_account_history AS h
WHERE h.account_id IN (
        SELECT o.account_id FROM hv_account_history AS o WHERE o.customer_id = %(customer_id)s
    )
ORDER BY h.account_id, h.valid_from

-- The live limit of the same customer, month and amount, if there is one.
-- customer_id: int; valid_from: date; amount: PLN
SELECT MIN(id) AS id
FROM hv_premium_limit
WHERE customer_id = %(customer_id)s
    AND valid_from = %(valid_from)s
    AND amount = %(amount)s
    AND ended_at IS NULL

-- Limits of premium-rate services that customers chose and that are not ended; grain: choice, in the
-- order they were noted. amount: PLN.
SELECT
    customer_id,
    valid_from,
    amount
FROM hv_premium_limit
WHERE ended_at IS NULL
ORDER BY customer_id, id

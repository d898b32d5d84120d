-- Limits that customers chose and that are not ended; grain: choice, by customer, the newest last.
SELECT
    id,
    customer_id,
    valid_from,
    amount,
    reason,
    noted_by,
    noted_at
FROM hv_premium_limit
WHERE ended_at IS NULL
ORDER BY customer_id, valid_from, id

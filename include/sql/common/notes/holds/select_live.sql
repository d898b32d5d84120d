-- Holds that are not ended; grain: hold, the oldest first.
SELECT
    id,
    customer_id,
    held_from,
    held_until,
    reason,
    noted_by,
    noted_at
FROM hv_hold
WHERE ended_at IS NULL
ORDER BY noted_at, id

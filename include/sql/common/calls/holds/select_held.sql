-- Calls of a time that a hold keeps: the customer's own, and those of an account that was ever the
-- customer's, rather too many than too few; grain: call.
-- from_time, to_time: wall times
SELECT billing.id
FROM hv_billing AS billing
INNER JOIN hv_billing_link AS link ON link.cdr_id = billing.id
WHERE
    billing.start_time >= %(from_time)s
    AND billing.start_time < %(to_time)s
    AND EXISTS (
        SELECT 1
        FROM hv_hold AS held
        WHERE
            held.ended_at IS NULL
            AND billing.start_time >= held.held_from
            AND (held.held_until IS NULL OR billing.start_time < held.held_until)
            AND (
                held.customer_id = link.customer_id
                OR held.customer_id IN (
                    SELECT state.customer_id
                    FROM hv_account_history AS state
                    WHERE state.account_id = link.account_id
                )
            )
    )

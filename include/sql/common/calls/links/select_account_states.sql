-- Show which customer an account belonged to when; grain: one listed state of an account.
-- valid_from: since when it may have held; the import before still saw another state
SELECT
    account_id,
    name,
    customer_id,
    COALESCE(changed_after, valid_from) AS valid_from,
    valid_to
FROM hv_account_history
WHERE listed = 't'

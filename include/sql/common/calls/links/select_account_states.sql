-- Show which customer an account belonged to when; grain: one listed state of an account.
SELECT
    account_id,
    name,
    customer_id,
    valid_from,
    valid_to
FROM hv_account_history
WHERE listed = 't'

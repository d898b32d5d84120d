-- Names of accounts in the old plugin's table; grain: account.
SELECT
    c.id AS account_id,
    c.name AS name,
    NULLIF(c.ext_billing_id, 0) AS customer_id
FROM hv_customers AS c

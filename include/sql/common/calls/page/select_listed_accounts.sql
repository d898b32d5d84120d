-- Names of accounts in the old plugin's table; grain: account.
SELECT
    c.id AS account_id,
    c.name AS name
FROM hv_customers AS c

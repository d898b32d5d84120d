-- How many rows there are, and how many of them belong to one account; grain: one row.
-- table, account_column: names; account_id: integer or null
SELECT
    COUNT(*) AS total,
    COUNT(CASE WHEN {account_column} = %(account_id)s THEN 1 END) AS of_account
FROM {table}

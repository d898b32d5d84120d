-- The terminals of an account by name; grain: one terminal.
-- account_id: integer
SELECT
    id,
    username
FROM hv_terminal
WHERE customerid = %(account_id)s
ORDER BY id

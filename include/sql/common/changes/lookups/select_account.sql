-- An account as LMS holds it; grain: one account, or nothing.
-- id: integer
SELECT
    id,
    name
FROM hv_customers
WHERE id = %(id)s

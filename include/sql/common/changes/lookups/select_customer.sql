-- A customer of LMS; grain: one customer, or nothing.
-- id: integer
SELECT
    id,
    deleted
FROM customers
WHERE id = %(id)s

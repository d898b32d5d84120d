-- A terminal as LMS holds it; grain: one terminal, or nothing.
-- id: integer
SELECT
    id,
    customerid,
    username
FROM hv_terminal
WHERE id = %(id)s

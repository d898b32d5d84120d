-- A customer of LMS's. id: int
SELECT
    c.lastname,
    c.name,
    c.divisionid
FROM customers AS c
WHERE c.id = %(id)s

-- Names of LMS's customers; grain: customer.
-- ids: text, between commas, with one at either end
SELECT
    c.id AS id,
    c.lastname AS lastname,
    c.name AS name
FROM customers AS c
WHERE %(ids)s LIKE CONCAT('%%,', c.id, ',%%')

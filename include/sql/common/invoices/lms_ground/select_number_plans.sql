-- LMS's number plans for invoices; grain: plan.
-- {columns}: the columns that this LMS has
SELECT {columns}
FROM numberplans
WHERE doctype = 1
ORDER BY id

-- LMS's taxes; grain: one rate over a time.
-- {columns}: the columns that this LMS has
SELECT {columns}
FROM taxes
ORDER BY id

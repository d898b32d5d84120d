-- Columns that are a primary or unique key of their own; grain: one key.
-- table: text
SELECT MIN(column_name) AS name
FROM information_schema.statistics
WHERE table_schema = DATABASE() AND table_name = %(table)s AND non_unique = 0
GROUP BY index_name
HAVING COUNT(*) = 1

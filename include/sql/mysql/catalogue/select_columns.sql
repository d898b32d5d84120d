-- Columns of one table as this database has them; grain: one column. No row: no such table.
-- table: text
SELECT
    column_name AS name,
    data_type AS kind,
    data_type AS type_name,
    character_maximum_length AS length,
    is_nullable = 'YES' AS nullable
FROM information_schema.columns
WHERE table_schema = DATABASE() AND table_name = %(table)s
ORDER BY ordinal_position

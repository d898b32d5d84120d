-- What the columns of one table can hold; grain: one column. No row: no such table.
-- table: text
SELECT
    column_name AS name,
    data_type AS kind,
    character_maximum_length AS length,
    is_nullable = 'YES' AS nullable,
    FALSE AS narrow
FROM information_schema.columns
WHERE table_schema = CURRENT_SCHEMA() AND table_name = %(table)s
ORDER BY ordinal_position

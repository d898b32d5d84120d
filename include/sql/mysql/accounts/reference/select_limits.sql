-- What the columns of one table can hold; grain: one column. No row: no such table.
-- narrow: MySQL's utf8 of three bytes. A text's length is in bytes, so it is no limit of letters.
-- table: text
SELECT
    column_name AS name,
    data_type AS kind,
    CASE WHEN data_type IN ('char', 'varchar') THEN character_maximum_length END AS length,
    is_nullable = 'YES' AS nullable,
    COALESCE(character_set_name IN ('utf8', 'utf8mb3'), FALSE) AS narrow
FROM information_schema.columns
WHERE table_schema = DATABASE() AND table_name = %(table)s
ORDER BY ordinal_position

-- Columns that are a primary or unique key of their own; grain: one key.
-- table: text
SELECT a.attname AS name
FROM pg_index AS i
JOIN pg_class AS c ON c.oid = i.indrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
WHERE n.nspname = CURRENT_SCHEMA()
    AND c.relname = %(table)s
    AND i.indisunique
    AND i.indnatts = 1
    AND i.indpred IS NULL

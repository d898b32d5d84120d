-- Tables that we write and whose texts are in another character set than UTF-8; grain: table x set.
-- Columns of ASCII and binary ones hold no letters that could be altered.
SELECT
    table_name AS name,
    character_set_name AS character_set
FROM information_schema.columns
WHERE table_schema = DATABASE()
    AND (
        LEFT(table_name, 3) = 'hv_'
        OR table_name IN ('documents', 'invoicecontents', 'cash', 'addresses', 'uiconfig')
    )
    AND character_set_name NOT IN ('utf8', 'utf8mb3', 'utf8mb4', 'ascii')
GROUP BY table_name, character_set_name
ORDER BY table_name, character_set_name

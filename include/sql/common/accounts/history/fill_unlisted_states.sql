-- The last state of what the platform no longer lists, marked so.
-- states, history, table, key, columns, former_columns: names; scope: all, or those of account_id (integer)
INSERT INTO {states} ({key}, {columns}, listed, valid_from)
SELECT
    h.{key},
    {former_columns},
    'f',
    0
FROM {history} AS h
WHERE h.valid_to IS NULL
    AND h.listed = 't'
    AND NOT EXISTS (SELECT 1 FROM {table} AS t WHERE t.id = h.{key}) {scope}

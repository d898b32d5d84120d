-- Take the stored row over where the platform's record of it cannot be stored: it is still listed.
-- staging, table, columns: names; id: integer
INSERT INTO {staging} ({columns})
SELECT {columns}
FROM {table}
WHERE id = %(id)s

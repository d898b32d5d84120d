-- Make an empty table of this session, shaped like the target, so that its own types check the values.
-- staging, table, columns: names
CREATE TEMPORARY TABLE {staging} AS
SELECT {columns}
FROM {table}
WITH NO DATA

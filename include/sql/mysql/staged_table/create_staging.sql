-- Make an empty table of this session, shaped like the target, so that its own types check the values.
-- LIKE and not AS SELECT: servers that replicate by GTID refuse the latter, and keys come along.
-- staging, table: names
CREATE TEMPORARY TABLE {staging} LIKE {table}

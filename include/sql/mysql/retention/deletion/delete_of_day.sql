-- Delete what hangs on the gathered calls, or the calls themselves.
-- table, key: identifiers
DELETE kept
FROM {table} AS kept
INNER JOIN hv_retention_day AS gone ON gone.id = kept.{key}

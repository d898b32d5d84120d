-- Delete what hangs on the gathered calls, or the calls themselves.
-- table, key: identifiers
DELETE FROM {table} AS kept
USING hv_retention_day AS gone
WHERE kept.{key} = gone.id

-- Delete the rows that the platform no longer lists.
-- table, staging, match: names; scope: all rows, or those of account_id (integer)
DELETE FROM {table} AS t
WHERE NOT EXISTS (SELECT 1 FROM {staging} AS s WHERE {match}) {scope}

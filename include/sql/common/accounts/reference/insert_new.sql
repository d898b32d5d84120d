-- Insert the rows that are not there yet.
-- table, staging, columns, staged_columns, match: names
INSERT INTO {table} ({columns})
SELECT {staged_columns}
FROM {staging} AS s
WHERE NOT EXISTS (SELECT 1 FROM {table} AS t WHERE {match})

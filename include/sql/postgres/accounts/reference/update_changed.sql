-- Update the rows whose content differs, compared to the letter; others are not touched.
-- table, staging, match, assignments, differences: names
UPDATE {table} AS t SET {assignments}
FROM {staging} AS s
WHERE {match} AND ({differences})

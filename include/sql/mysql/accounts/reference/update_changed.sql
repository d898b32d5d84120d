-- Update the rows whose content differs, compared to the letter; others are not touched.
-- table, staging, match, assignments, differences: names
UPDATE {table} AS t
JOIN {staging} AS s ON {match}
SET {assignments}
WHERE {differences}

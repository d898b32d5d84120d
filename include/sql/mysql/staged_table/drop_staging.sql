-- Remove a table of this session.
-- staging: name
DROP TEMPORARY TABLE IF EXISTS {staging}

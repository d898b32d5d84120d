-- Remove a table of this session.
-- staging: name
DROP TABLE IF EXISTS {staging}

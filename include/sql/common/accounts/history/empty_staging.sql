-- Empty a table of this session.
-- staging: name
DELETE FROM {staging}

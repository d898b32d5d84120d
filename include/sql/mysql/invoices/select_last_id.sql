-- The id that this session's last insert got.
SELECT LAST_INSERT_ID() AS id

-- The id that this session's last insert into documents got.
SELECT currval('documents_id_seq') AS id

-- The database's encoding, where it is another one than UTF-8; one row or none.
SELECT
    CURRENT_DATABASE() AS name,
    PG_ENCODING_TO_CHAR(encoding) AS character_set
FROM pg_database
WHERE datname = CURRENT_DATABASE() AND PG_ENCODING_TO_CHAR(encoding) <> 'UTF8'

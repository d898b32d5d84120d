-- Lets hiperus_runs make detailed statements documents of LMS's: only where HIPERUS_LMS_DOCUMENTS is
-- set. It reads titles and names of files of other documents, too, and changes none.
--
--     psql -v ON_ERROR_STOP=1 -d lms -f include/setup/roles/postgres_statement_documents.sql
GRANT SELECT, INSERT ON documentcontents, documentattachments TO hiperus_runs;
GRANT USAGE ON SEQUENCE documentattachments_id_seq TO hiperus_runs;

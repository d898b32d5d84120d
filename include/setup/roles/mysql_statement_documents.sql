-- Lets hiperus_runs make detailed statements documents of LMS's: only where HIPERUS_LMS_DOCUMENTS is
-- set. It reads titles and names of files of other documents, too, and changes none.
--
--     mysql lms < include/setup/roles/mysql_statement_documents.sql
GRANT SELECT, INSERT ON documentcontents TO hiperus_runs;
GRANT SELECT, INSERT ON documentattachments TO hiperus_runs;

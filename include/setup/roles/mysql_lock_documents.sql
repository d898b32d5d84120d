-- Lets hiperus_runs add the statement of calls to the comment of LMS's own invoices. Only where lines
-- are added to them (the setting add_new_invoices is false). A document's comment came in 2018: in an
-- LMS without it there is nothing to grant.
--
--     mysql lms < include/setup/roles/mysql_lock_documents.sql
--
-- Run it as root, with the LMS database as the current one. Holding rows and tables needs no more than
-- mysql_runs.sql has granted.
SET @hiperus_grant = (
    SELECT IF(COUNT(*) > 0, 'GRANT UPDATE (comment) ON documents TO hiperus_runs', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'documents' AND column_name = 'comment'
);
PREPARE grant_it FROM @hiperus_grant;
EXECUTE grant_it;
DEALLOCATE PREPARE grant_it;

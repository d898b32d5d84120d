-- Lets hiperus_runs lock LMS's documents. Only where invoices share a number plan with LMS's own, or
-- are added to LMS's own invoices (the setting add_new_invoices is false). Of a document only the
-- comment is changed: it gets the statement of the calls that were added.
--
--     psql -v ON_ERROR_STOP=1 -d lms -f include/setup/roles/postgres_lock_documents.sql
--
-- A shared plan: LMS's batch script takes no lock and counts numbers in memory, so the whole table has
-- to be held while a number is taken. From PostgreSQL 17 on MAINTAIN allows that; before it only a
-- right that also changes rows does, and UPDATE is the smallest.
-- LMS's own invoices: the one that lines are added to has to be held, so that nobody closes it
-- meanwhile, and its comment grows.
DO $$
BEGIN
    IF current_setting('server_version_num')::int >= 170000 THEN
        EXECUTE 'GRANT MAINTAIN ON documents TO hiperus_runs';
        IF EXISTS (
            SELECT 1 FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = 'documents' AND column_name = 'comment'
        ) THEN
            GRANT UPDATE (comment) ON documents TO hiperus_runs;
        ELSE
            GRANT UPDATE (reason) ON documents TO hiperus_runs;
        END IF;
    ELSE
        GRANT UPDATE ON documents TO hiperus_runs;
    END IF;
END
$$;

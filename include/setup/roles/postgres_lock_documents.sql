-- Lets hiperus_runs lock LMS's documents. Only where invoices share a number plan with LMS's own, or
-- are added to LMS's own invoices (the setting add_new_invoices is false). Neither changes a document.
--
--     psql -v ON_ERROR_STOP=1 -d lms -f include/setup/roles/postgres_lock_documents.sql
--
-- A shared plan: LMS's batch script takes no lock and counts numbers in memory, so the whole table has
-- to be held while a number is taken. From PostgreSQL 17 on MAINTAIN allows that; before it only a
-- right that also changes rows does, and UPDATE is the smallest.
-- LMS's own invoices: the one that lines are added to has to be held, so that nobody closes it
-- meanwhile. That takes UPDATE on a column, any one: invoices leave `reason` empty.
DO $$
BEGIN
    IF current_setting('server_version_num')::int >= 170000 THEN
        EXECUTE 'GRANT MAINTAIN ON documents TO hiperus_runs';
        GRANT UPDATE (reason) ON documents TO hiperus_runs;
    ELSE
        GRANT UPDATE ON documents TO hiperus_runs;
    END IF;
END
$$;

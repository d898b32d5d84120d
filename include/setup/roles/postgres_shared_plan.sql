-- Only where invoices share a number plan with LMS's own: lets hiperus_runs lock the documents.
--
--     psql -v ON_ERROR_STOP=1 -d lms -f include/setup/roles/postgres_shared_plan.sql
--
-- LMS's batch script takes no lock and counts numbers in memory, so the whole table has to be held
-- while a number is taken. From PostgreSQL 17 on MAINTAIN allows that; before it only a right that also
-- changes rows does, and UPDATE is the smallest. A number plan of our own needs none of this.
DO $$
BEGIN
    IF current_setting('server_version_num')::int >= 170000 THEN
        GRANT MAINTAIN ON documents TO hiperus_runs;
    ELSE
        GRANT UPDATE ON documents TO hiperus_runs;
    END IF;
END
$$;

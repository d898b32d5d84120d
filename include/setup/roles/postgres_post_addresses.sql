-- Lets hiperus_runs give documents that it issued the postal address that they lack: only for the
-- parameter fill_post_addresses of hiperus_check, once, after an upgrade from a version that left it
-- out. Take it back afterwards: REVOKE UPDATE (post_address_id) ON documents FROM hiperus_runs.
--
--     psql -v ON_ERROR_STOP=1 -d lms -f include/setup/roles/postgres_post_addresses.sql
GRANT UPDATE (post_address_id) ON documents TO hiperus_runs;

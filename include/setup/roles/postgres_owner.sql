-- hiperus_owner on PostgreSQL: makes and changes our tables. The DAG hiperus_check runs as it after
-- installing and before the first run of every upgrade; nothing else does.
--
--     psql -v ON_ERROR_STOP=1 -d lms -f include/setup/roles/postgres_owner.sql
--     psql -d lms -c '\password hiperus_owner'
--
-- Run it as a superuser, in the LMS database; running it again changes nothing. Tables hv_* that are
-- there (of the old plugin, or made by another role) become its own, because PostgreSQL lets only the
-- owner widen hv_billing.id and add indexes. Whoever owned them before keeps every right on them.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hiperus_owner') THEN
        CREATE ROLE hiperus_owner LOGIN;
    END IF;
END
$$;

DO $$
DECLARE
    found record;
BEGIN
    EXECUTE format('GRANT USAGE, CREATE ON SCHEMA %I TO hiperus_owner', current_schema());
    -- The version of our tables is recorded as LMS records a plugin's; the settings are printed, and
    -- may hold the platform's login.
    GRANT SELECT, INSERT, UPDATE ON dbinfo TO hiperus_owner;
    GRANT SELECT ON uiconfig TO hiperus_owner;
    FOR found IN
        SELECT tablename AS name, tableowner AS former
        FROM pg_tables
        WHERE schemaname = current_schema() AND tablename LIKE 'hv\_%' AND tableowner <> 'hiperus_owner'
    LOOP
        EXECUTE format('ALTER TABLE %I OWNER TO hiperus_owner', found.name);
        EXECUTE format('GRANT ALL ON %I TO %I', found.name, found.former);
    END LOOP;
    FOR found IN
        -- A column's own sequence moved with its table; this gives the former owner its use back.
        SELECT s.relname AS name, r.rolname AS former
        FROM pg_class AS s
        JOIN pg_depend AS d ON d.objid = s.oid AND d.deptype = 'a'
        JOIN pg_class AS t ON t.oid = d.refobjid AND t.relname LIKE 'hv\_%'
        CROSS JOIN LATERAL aclexplode(t.relacl) AS a
        JOIN pg_roles AS r ON r.oid = a.grantee
        WHERE s.relkind = 'S'
            AND s.relnamespace = current_schema()::regnamespace
            AND a.privilege_type = 'TRIGGER'
            AND r.rolname <> 'hiperus_owner'
    LOOP
        EXECUTE format('GRANT ALL ON SEQUENCE %I TO %I', found.name, found.former);
    END LOOP;
END
$$;

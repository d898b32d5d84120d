-- hiperus_runs on PostgreSQL: what every DAG but hiperus_check needs, and no more.
--
--     psql -v ON_ERROR_STOP=1 -d lms -f include/setup/roles/postgres_runs.sql
--     psql -d lms -c '\password hiperus_runs'
--
-- Run it as a superuser, in the LMS database, after hiperus_check has made the tables, and again after
-- every upgrade. Running it again changes nothing. Tables that this LMS does not have are left out.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hiperus_runs') THEN
        CREATE ROLE hiperus_runs LOGIN;
    END IF;
END
$$;

DO $$
DECLARE
    wanted record;
BEGIN
    -- Temporary tables: what came is gathered and compared in them.
    EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO hiperus_runs', current_database());
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO hiperus_runs', current_schema());

    FOR wanted IN
        SELECT g.privileges, g.name
        FROM (
            VALUES
            -- Whom to invoice, from which division, under which number, with which tax and settings.
            ('SELECT', 'customers'),
            ('SELECT', 'customeraddressview'),
            -- A document owns copies of the addresses it names: the customer's postal one, recipients.
            ('SELECT', 'customer_addresses'),
            ('SELECT, INSERT', 'addresses'),
            ('SELECT', 'assignments'),
            ('SELECT', 'divisions'),
            ('SELECT', 'vdivisions'),
            ('SELECT', 'numberplans'),
            ('SELECT', 'numberplanassignments'),
            ('SELECT', 'taxes'),
            ('SELECT', 'dbinfo'),
            -- The category wlr notes the account's services in two rows of uiconfig.
            ('SELECT, INSERT, UPDATE', 'uiconfig'),
            -- Invoices are added; what is issued is never changed or taken away.
            ('SELECT, INSERT', 'documents'),
            ('SELECT, INSERT', 'invoicecontents'),
            ('SELECT, INSERT', 'cash'),
            -- Is an invoice with the e-invoice system already, should it be, should it be mailed?
            ('SELECT', 'ksefdocuments'),
            ('SELECT', 'ksefconfig'),
            ('SELECT', 'customerconsents'),
            ('SELECT', 'customercontacts'),
            -- LMS's trigger on cash writes the balance with the rights of whoever writes cash.
            ('SELECT, INSERT, UPDATE', 'customerbalances')
        ) AS g (privileges, name)
        WHERE to_regclass(quote_ident(current_schema()) || '.' || g.name) IS NOT NULL
    LOOP
        EXECUTE format('GRANT %s ON %I TO hiperus_runs', wanted.privileges, wanted.name);
    END LOOP;

    FOR wanted IN
        SELECT
            tablename AS name,
            CASE
                -- The old plugin's places are only looked up.
                WHEN tablename IN ('hv_province', 'hv_county', 'hv_borough', 'hv_pcb') THEN 'SELECT'
                -- What was loaded, covered, changed, invoiced and let go, and by whom, is never deleted.
                WHEN tablename IN ('hv_load', 'hv_coverage', 'hv_change', 'hv_invoice', 'hv_invoice_line', 'hv_document', 'hv_retention', 'hv_hold', 'hv_premium_limit')
                    OR tablename LIKE 'hv\_%\_history' THEN 'SELECT, INSERT, UPDATE'
                ELSE 'SELECT, INSERT, UPDATE, DELETE'
            END AS privileges
        FROM pg_tables
        WHERE schemaname = current_schema() AND tablename LIKE 'hv\_%'
    LOOP
        EXECUTE format('GRANT %s ON %I TO hiperus_runs', wanted.privileges, wanted.name);
    END LOOP;

    -- The sequences behind the ids of what is inserted.
    FOR wanted IN
        SELECT sequencename AS name
        FROM pg_sequences
        WHERE schemaname = current_schema()
            AND (
                sequencename LIKE 'hv\_%'
                OR sequencename IN ('documents_id_seq', 'cash_id_seq', 'addresses_id_seq', 'uiconfig_id_seq')
            )
    LOOP
        EXECUTE format('GRANT USAGE ON SEQUENCE %I TO hiperus_runs', wanted.name);
    END LOOP;
END
$$;

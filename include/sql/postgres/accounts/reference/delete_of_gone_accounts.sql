-- Delete what hangs on accounts that the platform no longer lists; before the accounts themselves.
-- Existing PostgreSQL installations would do it by foreign keys, the others would leave orphans.
-- table, staging: names; scope: all accounts, or account_id (integer)
DELETE FROM {table} AS h
WHERE h.customerid IN (
    SELECT t.id
    FROM hv_customers AS t
    WHERE NOT EXISTS (SELECT 1 FROM {staging} AS s WHERE s.id = t.id) {scope}
)

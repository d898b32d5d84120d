-- Delete what hangs on accounts that the platform no longer lists; before the accounts themselves.
-- Existing PostgreSQL installations would do it by foreign keys, the others would leave orphans.
-- table, staging: names; scope: all accounts, or account_id (integer)
DELETE h FROM {table} AS h
JOIN hv_customers AS t ON t.id = h.customerid
WHERE NOT EXISTS (SELECT 1 FROM {staging} AS s WHERE s.id = t.id) {scope}

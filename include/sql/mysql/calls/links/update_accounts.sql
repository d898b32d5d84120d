-- Give the calls the accounts found for them.
UPDATE hv_cdr_found AS found
INNER JOIN hv_billing AS billing ON found.id = billing.id
SET
    billing.customerid = found.account_id
WHERE found.account_id IS NOT NULL

-- Give the calls the accounts found for them.
UPDATE hv_billing AS billing SET
    customerid = found.account_id
FROM hv_cdr_found AS found
WHERE billing.id = found.id AND found.account_id IS NOT NULL

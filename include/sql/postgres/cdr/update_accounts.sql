-- Give stored calls that were never linked the account found for them, unless invoiced.
UPDATE hv_billing AS billing SET
    customerid = fresh.account_id
FROM hv_cdr_fresh AS fresh
WHERE
    billing.id = fresh.id
    AND fresh.state = 'l'
    AND fresh.account_id IS NOT NULL
    AND billing.customerid IS DISTINCT FROM fresh.account_id
    AND NOT EXISTS (
        SELECT 1 FROM hv_billing_invoiced AS invoiced WHERE invoiced.cdr_id = billing.id
    )

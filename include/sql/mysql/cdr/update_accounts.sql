-- Give stored calls that were never linked the account found for them, unless invoiced.
UPDATE hv_cdr_fresh AS fresh
INNER JOIN hv_billing AS billing ON fresh.id = billing.id
SET
    billing.customerid = fresh.account_id
WHERE
    fresh.state = 'l'
    AND fresh.account_id IS NOT NULL
    AND NOT billing.customerid <=> fresh.account_id
    AND NOT EXISTS (
        SELECT 1 FROM hv_billing_invoiced AS invoiced WHERE invoiced.cdr_id = billing.id
    )

-- Give stored calls that were never linked the account found for them, unless invoiced.
UPDATE hv_billing AS billing SET
    customerid = stage.account_id
FROM hv_cdr_stage AS stage
INNER JOIN hv_cdr_known AS known ON stage.seq = known.seq
WHERE
    billing.id = stage.id
    AND known.state = 'l'
    AND stage.account_id IS NOT NULL
    AND billing.customerid IS DISTINCT FROM stage.account_id
    AND NOT EXISTS (
        SELECT 1 FROM hv_billing_invoiced AS invoiced WHERE invoiced.cdr_id = billing.id
    )

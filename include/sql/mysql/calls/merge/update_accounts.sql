-- Give stored calls that were never linked the account found for them, unless invoiced.
UPDATE hv_cdr_known AS known
INNER JOIN hv_cdr_stage AS stage ON known.seq = stage.seq
INNER JOIN hv_billing AS billing ON known.id = billing.id
SET
    billing.customerid = stage.account_id
WHERE
    known.state = 'l'
    AND stage.account_id IS NOT NULL
    AND NOT billing.customerid <=> stage.account_id
    AND NOT EXISTS (
        SELECT 1 FROM hv_billing_invoiced AS invoiced WHERE invoiced.cdr_id = billing.id
    )

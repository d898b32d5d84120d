-- Take the links off calls that changed, unless invoiced; they are found anew.
DELETE FROM hv_billing_link AS link
USING hv_cdr_known AS known
WHERE
    link.cdr_id = known.id
    AND known.state = 'c'
    AND NOT EXISTS (
        SELECT 1 FROM hv_billing_invoiced AS invoiced WHERE invoiced.cdr_id = link.cdr_id
    )

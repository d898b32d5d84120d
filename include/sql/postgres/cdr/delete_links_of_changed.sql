-- Take the links off calls that changed, unless invoiced; they are found anew.
DELETE FROM hv_billing_link AS link
USING hv_cdr_fresh AS fresh
WHERE
    link.cdr_id = fresh.id
    AND fresh.state = 'c'
    AND NOT EXISTS (
        SELECT 1 FROM hv_billing_invoiced AS invoiced WHERE invoiced.cdr_id = link.cdr_id
    )

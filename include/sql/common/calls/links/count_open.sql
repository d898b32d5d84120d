-- Count the calls that belong to nobody and are not invoiced; grain: one row.
SELECT COUNT(*) AS calls
FROM hv_billing_link AS link
WHERE
    link.terminal_id IS NULL
    AND link.account_id IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM hv_billing_invoiced AS invoiced WHERE invoiced.cdr_id = link.cdr_id
    )

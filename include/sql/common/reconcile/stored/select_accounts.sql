-- Accounts in LMS and what they are linked to; grain: account. customer_state: none (not linked),
-- missing, deleted or there. invoiced_by: hv_assign's value.
SELECT
    account.id,
    account.name,
    account.ext_billing_id AS customer_id,
    CASE
        WHEN COALESCE(account.ext_billing_id, 0) = 0 THEN 'none'
        WHEN customer.id IS NULL THEN 'missing'
        WHEN customer.deleted <> 0 THEN 'deleted'
        ELSE 'there'
    END AS customer_state,
    (
        SELECT MAX(assign.keyvalue) FROM hv_assign AS assign
        WHERE assign.customerid = account.id AND assign.keytype = 'issue_invoice'
    ) AS invoiced_by
FROM hv_customers AS account
LEFT JOIN customers AS customer ON customer.id = account.ext_billing_id
ORDER BY account.id

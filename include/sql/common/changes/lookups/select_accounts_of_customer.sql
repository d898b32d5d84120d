-- The accounts that are linked to a customer of LMS; grain: one account.
-- customer_id: integer
SELECT
    id,
    name
FROM hv_customers
WHERE ext_billing_id = %(customer_id)s
ORDER BY id

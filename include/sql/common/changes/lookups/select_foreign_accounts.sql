-- Accounts linked to customers that this LMS does not have; grain: one account.
SELECT
    t.id,
    t.ext_billing_id
FROM hv_customers AS t
WHERE t.ext_billing_id > 0
    AND NOT EXISTS (SELECT 1 FROM customers AS c WHERE c.id = t.ext_billing_id AND c.deleted = 0)
ORDER BY t.id

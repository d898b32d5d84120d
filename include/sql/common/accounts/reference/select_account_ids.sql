-- The accounts of this LMS; grain: one account.
SELECT id
FROM hv_customers
ORDER BY id

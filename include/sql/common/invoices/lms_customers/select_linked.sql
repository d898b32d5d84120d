-- LMS's customers that any account is or was linked to; grain: customer.
SELECT DISTINCT c.id AS customer_id
FROM customers AS c
INNER JOIN hv_account_history AS h ON h.customer_id = c.id

-- Customers of our invoices who are companies; grain: customer.
SELECT id AS customer_id
FROM customers
WHERE type = 1 AND id IN (SELECT i.customer_id FROM hv_invoice AS i)

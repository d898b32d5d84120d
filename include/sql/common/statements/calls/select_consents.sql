-- Customers who asked LMS for a detailed statement with their invoices (consent 13); grain: customer.
SELECT customerid AS customer_id
FROM customerconsents
WHERE type = 13
ORDER BY customerid

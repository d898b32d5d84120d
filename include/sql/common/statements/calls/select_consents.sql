-- Customers who asked LMS for a detailed statement with their invoices; grain: customer. in_full: 1 with
-- every call (consent 13, which goes before the other), 0 simplified (consent 14).
SELECT
    customerid AS customer_id,
    MAX(CASE WHEN type = 13 THEN 1 ELSE 0 END) AS in_full
FROM customerconsents
WHERE type IN (13, 14)
GROUP BY customerid
ORDER BY customerid

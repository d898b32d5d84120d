-- Customers of our invoices whom LMS can mail one: living, with an e-mail address (8) for invoices
-- (16) that is not switched off (16384); grain: customer.
SELECT DISTINCT c.id AS customer_id
FROM customers AS c
INNER JOIN customercontacts AS m ON m.customerid = c.id
WHERE c.deleted = 0
    AND (m.type & 24) = 24
    AND (m.type & 16384) = 0
    AND c.id IN (SELECT i.customer_id FROM hv_invoice AS i)

-- Copy a customer's postal address for a document, else the billing one under the customer's name;
-- the session knows the id of the copy.
-- {columns}, {copied}: the columns that this LMS has
-- customer_id: int; name: text
INSERT INTO addresses (name, {columns})
SELECT
    CASE WHEN o.type = 0 THEN a.name ELSE %(name)s END,
    {copied}
FROM customer_addresses AS o
INNER JOIN addresses AS a ON a.id = o.address_id
WHERE o.customer_id = %(customer_id)s AND o.type IN (0, 1)
ORDER BY o.type, o.id
LIMIT 1

-- LMS's customers that any account is or was linked to, with the billing address where there is one;
-- grain: customer (LMS's view can repeat one).
-- {customer}, {address}: the columns that this LMS has, of `customers` and of its view
SELECT
    {customer},
    {address}
FROM customers AS c
LEFT JOIN customeraddressview AS v ON v.id = c.id
WHERE c.id IN (SELECT h.customer_id FROM hv_account_history AS h WHERE h.customer_id IS NOT NULL)
ORDER BY c.id

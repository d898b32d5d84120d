-- Customers with an adjustment of a month that waits; grain: customer.
-- billed_month: date, first day
SELECT DISTINCT customer_id
FROM hv_invoice
WHERE billed_month = %(billed_month)s
    AND kind = 'adjustment'
    AND state IN ('parked', 'approved')
ORDER BY customer_id

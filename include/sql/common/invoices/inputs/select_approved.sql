-- Customers of a month whose invoice, or adjustment, a person released; grain: customer.
-- billed_month: date, first day
SELECT DISTINCT customer_id
FROM hv_invoice
WHERE billed_month = %(billed_month)s AND state = 'approved'

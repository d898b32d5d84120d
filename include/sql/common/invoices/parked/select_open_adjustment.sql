-- The adjustment of a customer and month that waits, locked until the transaction ends.
-- customer_id: int; billed_month: date, first day
SELECT
    id,
    state
FROM hv_invoice
WHERE customer_id = %(customer_id)s
    AND billed_month = %(billed_month)s
    AND kind = 'adjustment'
    AND state IN ('parked', 'approved')
ORDER BY id
FOR UPDATE

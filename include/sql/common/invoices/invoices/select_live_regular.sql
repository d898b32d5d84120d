-- The live regular invoice of a customer and month, locked until the transaction ends.
-- customer_id: int; billed_month: date, first day
SELECT
    id,
    state
FROM hv_invoice
WHERE customer_id = %(customer_id)s AND billed_month = %(billed_month)s AND live_regular = 1
FOR UPDATE

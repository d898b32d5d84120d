-- Release a parked invoice although a bound was exceeded.
-- customer_id: int; billed_month: date; reason: text; updated_at: epoch seconds
UPDATE hv_invoice
SET state = 'approved', reason = %(reason)s, updated_at = %(updated_at)s
WHERE customer_id = %(customer_id)s
    AND billed_month = %(billed_month)s
    AND live_regular = 1
    AND state = 'parked'

-- Release a parked invoice although a bound was exceeded.
-- customer_id: int; billed_month: date; reason, reason_code: text; reason_args: JSON; updated_at: epoch seconds
UPDATE hv_invoice
SET
    state = 'approved',
    reason = %(reason)s,
    reason_code = %(reason_code)s,
    reason_args = %(reason_args)s,
    updated_at = %(updated_at)s
WHERE customer_id = %(customer_id)s
    AND billed_month = %(billed_month)s
    AND live_regular = 1
    AND state = 'parked'

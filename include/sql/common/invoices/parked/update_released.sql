-- Release a parked invoice although a bound was exceeded.
-- id: int; reason, reason_code: text; reason_args: JSON; updated_at: epoch seconds
UPDATE hv_invoice
SET
    state = 'approved',
    reason = %(reason)s,
    reason_code = %(reason_code)s,
    reason_args = %(reason_args)s,
    updated_at = %(updated_at)s
WHERE id = %(id)s AND state = 'parked'

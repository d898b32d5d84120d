-- Take an issued invoice of ours out of account; its month can be issued anew.
-- id: int; reason, reason_code: text; reason_args: JSON; updated_at: epoch seconds
UPDATE hv_invoice
SET
    state = 'void',
    live_regular = NULL,
    reason = %(reason)s,
    reason_code = %(reason_code)s,
    reason_args = %(reason_args)s,
    updated_at = %(updated_at)s
WHERE id = %(id)s AND state = 'issued'

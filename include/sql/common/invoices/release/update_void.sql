-- Take an invoice of ours out of account; its month can be issued anew.
-- id: int; reason: text; updated_at: epoch seconds
UPDATE hv_invoice
SET
    state = 'void',
    live_regular = NULL,
    reason = %(reason)s,
    updated_at = %(updated_at)s
WHERE id = %(id)s

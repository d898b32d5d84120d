-- Let the service months of a void invoice's subscriptions be billed anew.
-- invoice_id: int
UPDATE hv_invoice_line
SET live_subscription = NULL
WHERE invoice_id = %(invoice_id)s

-- Let the calls of a void invoice be billed anew.
-- invoice_id: int
DELETE FROM hv_billing_invoiced
WHERE invoice_id = %(invoice_id)s

-- Forget what an invoice withheld that was given up, so that it is decided anew; grain: call.
-- A person's decisions stay.
-- invoice_id: int
DELETE FROM hv_premium_withheld
WHERE invoice_id = %(invoice_id)s AND state = 'withheld'

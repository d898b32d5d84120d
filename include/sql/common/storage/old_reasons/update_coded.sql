-- Give the reason of an invoice its code.
-- id: int; reason_code: text; reason_args: JSON
UPDATE hv_invoice
SET reason_code = %(reason_code)s, reason_args = %(reason_args)s
WHERE id = %(id)s

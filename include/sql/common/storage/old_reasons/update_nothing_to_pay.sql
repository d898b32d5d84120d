-- Give the one reason that most rows have its code, all at once.
UPDATE hv_invoice
SET reason_code = 'nothing_to_pay', reason_args = '{}'
WHERE state = 'skipped' AND reason = 'nothing to pay' AND reason_code IS NULL

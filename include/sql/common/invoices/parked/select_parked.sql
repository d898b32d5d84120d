-- Parked invoices and adjustments; grain: invoice.
SELECT
    id,
    customer_id,
    billed_month,
    reason_code,
    reason_args
FROM hv_invoice
WHERE state = 'parked'
ORDER BY billed_month, customer_id

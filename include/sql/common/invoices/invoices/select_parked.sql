-- Parked invoices; grain: invoice.
SELECT
    customer_id,
    billed_month,
    reason_code,
    reason_args
FROM hv_invoice
WHERE live_regular = 1 AND state = 'parked'
ORDER BY billed_month, customer_id

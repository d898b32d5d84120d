-- Invoices whose reason is a sentence without a code yet; grain: invoice.
SELECT
    id,
    state,
    reason
FROM hv_invoice
WHERE reason_code IS NULL AND reason <> ''
ORDER BY id

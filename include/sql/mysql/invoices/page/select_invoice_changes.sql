-- Tell whether invoices may have changed: other numbers are another state. Grain: one row.
-- place: which database; updates: also counts what LMS made of their documents
SELECT
    DATABASE() AS place,
    COUNT(*) AS invoices,
    COALESCE(SUM(i.updated_at), 0) + COALESCE(SUM(k.read_at), 0) AS updates
FROM hv_invoice AS i
LEFT JOIN hv_document AS k ON k.invoice_id = i.id

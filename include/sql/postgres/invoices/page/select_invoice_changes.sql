-- Tell whether invoices may have changed: other numbers are another state. Grain: one row.
-- place: which database
SELECT
    CURRENT_DATABASE() AS place,
    COUNT(*) AS invoices,
    COALESCE(SUM(i.updated_at), 0) AS updates
FROM hv_invoice AS i

-- Invoices of ours whose document LMS cancelled or deleted; grain: invoice.
SELECT
    i.customer_id,
    i.billed_month,
    i.docid,
    i.fullnumber,
    i.gross,
    CASE WHEN d.id IS NULL THEN 'deleted' ELSE 'cancelled' END AS fate
FROM hv_invoice AS i
LEFT JOIN documents AS d ON d.id = i.docid
WHERE i.state = 'issued' AND (d.id IS NULL OR d.cancelled <> 0)
ORDER BY i.billed_month, i.customer_id

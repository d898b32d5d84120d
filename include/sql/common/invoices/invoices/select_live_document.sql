-- The live invoices of ours that stand on a document, with what LMS says of it; grain: invoice.
-- docid: int
SELECT
    i.id,
    i.customer_id,
    i.billed_month,
    i.gross,
    CASE WHEN d.id IS NULL OR d.cancelled <> 0 THEN 1 ELSE 0 END AS is_lost
FROM hv_invoice AS i
LEFT JOIN documents AS d ON d.id = i.docid
WHERE i.docid = %(docid)s AND i.state = 'issued'

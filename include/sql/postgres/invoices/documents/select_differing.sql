-- Invoices of ours whose lines LMS does not show as they were issued; grain: invoice. Texts are
-- compared letter by letter.
SELECT DISTINCT
    n.invoice_id AS invoice_id,
    i.docid AS docid
FROM hv_invoice_line AS n
INNER JOIN hv_invoice AS i ON i.id = n.invoice_id AND i.state = 'issued'
INNER JOIN documents AS d ON d.id = i.docid
LEFT JOIN invoicecontents AS c ON c.docid = i.docid AND c.itemid = n.itemid
WHERE c.docid IS NULL
    OR ROUND(c.value * c.count, 2) <> n.gross
    OR c.description <> n.description

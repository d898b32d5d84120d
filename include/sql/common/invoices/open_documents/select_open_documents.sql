-- Invoices of a customer and division sold in a month that are not ours and have no correction,
-- newest first, locked.
-- Grain: document. customer_id, division_id: int; start, until: epoch seconds, half-open
-- {columns}: the columns that this LMS has
SELECT {columns}
FROM documents
WHERE type = 1
    AND customerid = %(customer_id)s
    AND divisionid = %(division_id)s
    AND sdate >= %(start)s
    AND sdate < %(until)s
    AND NOT EXISTS (SELECT 1 FROM documents AS r WHERE r.reference = documents.id AND r.type > 0)
    AND NOT EXISTS (SELECT 1 FROM hv_invoice AS i WHERE i.docid = documents.id)
ORDER BY cdate DESC, id DESC
FOR UPDATE

-- Invoices of a customer that lines can be added to, newest first; grain: document.
-- customer_id, division_id: int; start, until: epoch seconds, half-open
-- {conditions}: those that this LMS has columns for
SELECT
    d.id,
    d.cdate,
    d.fullnumber,
    (SELECT MAX(c.itemid) FROM invoicecontents AS c WHERE c.docid = d.id) AS highest_item
FROM documents AS d
WHERE d.type = 1
    AND d.customerid = %(customer_id)s
    AND d.divisionid = %(division_id)s
    AND d.sdate >= %(start)s
    AND d.sdate < %(until)s
    AND d.closed = 0
    AND d.cancelled = 0
    {conditions}
    AND NOT EXISTS (SELECT 1 FROM hv_invoice AS i WHERE i.docid = d.id)
ORDER BY d.cdate DESC, d.id DESC
LIMIT 1
FOR UPDATE OF d

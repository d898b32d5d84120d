-- Documents of ours as they were issued and as LMS shows them (now_…), beginning after one; grain:
-- document. found: NULL where LMS has deleted it.
-- {senddate}: when LMS mailed it, where this LMS knows; after, most: int
SELECT
    k.*,
    i.customer_id,
    i.billed_month,
    i.fullnumber AS number,
    i.gross,
    d.id AS found,
    d.cancelled,
    {senddate} AS now_senddate,
    d.customerid AS now_customerid,
    d.divisionid AS now_divisionid,
    d.fullnumber AS now_fullnumber,
    d.cdate AS now_cdate,
    d.sdate AS now_sdate,
    d.paytime AS now_paytime,
    d.paytype AS now_paytype,
    d.name AS now_name,
    d.address AS now_address,
    d.zip AS now_zip,
    d.city AS now_city,
    d.ten AS now_ten,
    (
        SELECT SUM(ROUND(c.value * c.count, 2)) FROM invoicecontents AS c
        WHERE c.docid = d.id
    ) AS now_total
FROM hv_document AS k
INNER JOIN hv_invoice AS i ON i.id = k.invoice_id AND i.state = 'issued'
LEFT JOIN documents AS d ON d.id = k.docid
WHERE k.docid > %(after)s
ORDER BY k.docid
LIMIT %(most)s

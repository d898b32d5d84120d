-- Note each document of ours as it was issued, once; grain: document. A document that LMS has deleted
-- already is noted with nothing but its invoice.
-- now: epoch seconds
INSERT INTO hv_document (
    docid,
    invoice_id,
    customerid,
    divisionid,
    fullnumber,
    cdate,
    sdate,
    paytime,
    paytype,
    name,
    address,
    zip,
    city,
    ten,
    total,
    gross_now,
    einvoice_words,
    read_at
)
SELECT
    i.docid,
    i.id,
    d.customerid,
    d.divisionid,
    d.fullnumber,
    d.cdate,
    d.sdate,
    d.paytime,
    d.paytype,
    d.name,
    d.address,
    d.zip,
    d.city,
    d.ten,
    (
        SELECT SUM(ROUND(c.value * c.count, 2)) FROM invoicecontents AS c
        WHERE c.docid = d.id
    ),
    i.gross,
    '',
    %(now)s
FROM hv_invoice AS i
LEFT JOIN documents AS d ON d.id = i.docid
LEFT JOIN hv_document AS k ON k.docid = i.docid
WHERE i.state = 'issued' AND i.docid IS NOT NULL AND k.docid IS NULL

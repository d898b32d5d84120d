-- What LMS now holds of a document; grain: one row. gross, charged: PLN.
-- docid: int; first_item: int, lines before it are not ours
SELECT
    (
        SELECT SUM(ROUND(c.value * c.count, 2)) FROM invoicecontents AS c
        WHERE c.docid = %(docid)s AND c.itemid >= %(first_item)s
    ) AS gross,
    (
        SELECT SUM(k.value) FROM cash AS k
        WHERE k.docid = %(docid)s AND k.itemid >= %(first_item)s
    ) AS charged

-- The last position of a document, 0 where it has none.
-- docid: int
SELECT COALESCE(MAX(itemid), 0) AS itemid
FROM invoicecontents
WHERE docid = %(docid)s

-- The items of a document as LMS shows them, in order; grain: item. gross: PLN.
-- docid: int
SELECT
    itemid,
    description,
    ROUND(value * count, 2) AS gross
FROM invoicecontents
WHERE docid = %(docid)s
ORDER BY itemid

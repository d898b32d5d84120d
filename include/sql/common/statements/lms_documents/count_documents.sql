-- How many billing documents of a title a customer has; one row.
-- customer_id: int; title: text
SELECT COUNT(*) AS documents
FROM documents AS d
INNER JOIN documentcontents AS c ON c.docid = d.id
WHERE d.type = -10
    AND d.customerid = %(customer_id)s
    AND c.title = %(title)s

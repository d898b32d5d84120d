-- Billing documents of a customer that are described so, with their files; grain: document x file.
-- customer_id: int; title, description: text
SELECT
    d.id AS docid,
    a.contenttype
FROM documents AS d
INNER JOIN documentcontents AS c ON c.docid = d.id
LEFT JOIN documentattachments AS a ON a.docid = d.id
WHERE d.type = -10
    AND d.customerid = %(customer_id)s
    AND c.title = %(title)s
    AND c.description = %(description)s
ORDER BY d.id

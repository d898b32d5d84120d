-- Documents that we issued without a postal address of their own, not lines added to LMS's; grain:
-- document. is_open: 1 where nobody outside LMS has it yet and nothing refers to it.
-- {is_einvoice}: true where the e-invoice system knows the document
SELECT
    d.id AS docid,
    d.customerid AS customer_id,
    d.name,
    d.address,
    d.zip,
    d.city,
    CASE
        WHEN d.cancelled = 0
            AND d.archived = 0
            AND d.published = 0
            AND d.senddate = 0
            AND NOT EXISTS (SELECT 1 FROM documents AS r WHERE r.reference = d.id AND r.type > 0)
            AND NOT ({is_einvoice})
            THEN 1
        ELSE 0
    END AS is_open
FROM hv_invoice AS i
INNER JOIN documents AS d ON d.id = i.docid
WHERE i.state = 'issued'
    AND d.post_address_id IS NULL
    AND EXISTS (SELECT 1 FROM hv_invoice_line AS n WHERE n.invoice_id = i.id AND n.itemid = 1)
ORDER BY d.id

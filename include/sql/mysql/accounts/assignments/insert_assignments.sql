-- Who invoices an account, where nothing says so yet: nobody without the platform's flag.
-- invoice_source: text, 0, 1 or 2; account_id: integer, or null for all
INSERT INTO hv_assign (customerid, keytype, keyvalue)
SELECT
    t.id,
    'issue_invoice',
    CASE WHEN t.issue_invoice = 't' THEN %(invoice_source)s ELSE '0' END
FROM hv_customers AS t
WHERE NOT EXISTS (
        SELECT 1 FROM hv_assign AS a WHERE a.customerid = t.id AND a.keytype = 'issue_invoice'
    )
    AND (%(account_id)s IS NULL OR t.id = %(account_id)s)
ORDER BY t.id

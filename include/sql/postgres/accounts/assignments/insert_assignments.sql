-- Who invoices an account, where nothing says so yet: nobody without the platform's flag.
-- invoice_source: text, 0, 1 or 2; account_id: integer, or null for all
INSERT INTO hv_assign (customerid, keytype, keyvalue)
SELECT
    t.id,
    'issue_invoice',
    CASE WHEN t.issue_invoice = 't' THEN CAST(%(invoice_source)s AS text) ELSE '0' END
FROM hv_customers AS t
WHERE NOT EXISTS (
        SELECT 1 FROM hv_assign AS a WHERE a.customerid = t.id AND a.keytype = 'issue_invoice'
    )
    AND (CAST(%(account_id)s AS integer) IS NULL OR t.id = CAST(%(account_id)s AS integer))
ORDER BY t.id

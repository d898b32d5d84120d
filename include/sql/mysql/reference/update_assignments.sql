-- Who invoices an account, where the platform's flag changed since the last import; a clerk's choice
-- stays otherwise. The last import's flag is in the history, before our first import in the row.
-- staging: name; invoice_source: text, 0, 1 or 2
UPDATE hv_assign AS a
JOIN {staging} AS s ON s.id = a.customerid
JOIN hv_customers AS t ON t.id = s.id
LEFT JOIN hv_account_history AS h ON h.account_id = s.id AND h.valid_to IS NULL
SET a.keyvalue = CASE WHEN s.issue_invoice = 't' THEN %(invoice_source)s ELSE '0' END
WHERE a.keytype = 'issue_invoice'
    AND COALESCE(s.issue_invoice, 'f') <> COALESCE(
        CASE WHEN h.account_id IS NULL THEN t.issue_invoice ELSE h.issue_invoice END,
        'f'
    )
    AND NOT a.keyvalue <=> CASE
        WHEN s.issue_invoice = 't' THEN %(invoice_source)s ELSE '0'
    END

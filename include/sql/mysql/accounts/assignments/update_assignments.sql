-- Who invoices an account, where the platform's flag changed since the last import; a clerk's choice
-- stays otherwise. The flag of the last import is in the history.
-- staging: name; invoice_source: text, 0, 1 or 2
UPDATE hv_assign AS a
JOIN {staging} AS s ON s.id = a.customerid
JOIN hv_account_history AS h ON h.account_id = s.id AND h.valid_to IS NULL
SET a.keyvalue = CASE WHEN s.issue_invoice = 't' THEN %(invoice_source)s ELSE '0' END
WHERE a.keytype = 'issue_invoice'
    AND COALESCE(s.issue_invoice, 'f') <> COALESCE(h.issue_invoice, 'f')
    AND NOT a.keyvalue <=> CASE
        WHEN s.issue_invoice = 't' THEN %(invoice_source)s ELSE '0'
    END

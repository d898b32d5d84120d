-- Who invoices an account, where the platform's flag changed since the last import; a clerk's choice
-- stays otherwise. The flag of the last import is in the history.
-- staging: name; invoice_source: text, 0, 1 or 2
UPDATE hv_assign AS a
SET keyvalue = CASE WHEN s.issue_invoice = 't' THEN %(invoice_source)s ELSE '0' END
FROM {staging} AS s
JOIN hv_account_history AS h ON h.account_id = s.id AND h.valid_to IS NULL
WHERE a.customerid = s.id
    AND a.keytype = 'issue_invoice'
    AND COALESCE(CAST(s.issue_invoice AS text), 'f') <> COALESCE(h.issue_invoice, 'f')
    AND a.keyvalue IS DISTINCT FROM CASE
        WHEN s.issue_invoice = 't' THEN %(invoice_source)s ELSE '0'
    END

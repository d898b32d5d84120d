-- List invoices of ours of a month, the largest first; grain: invoice. Money: PLN.
-- docid … einvoice_words: what LMS had made of its document when that was last read back
-- previous: gross of the customer's invoices of the month before, or NULL; calls: behind its lines
-- month, previous_month: date, the first day
SELECT
    i.id AS id,
    i.customer_id AS customer_id,
    c.lastname AS lastname,
    c.name AS name,
    i.kind AS kind,
    i.state AS state,
    i.fullnumber AS fullnumber,
    i.net AS net,
    i.vat AS vat,
    i.gross AS gross,
    i.reason_code AS reason_code,
    i.reason_args AS reason_args,
    k.docid AS docid,
    k.state AS document_state,
    k.edited AS edited,
    k.changed_lines AS changed_lines,
    k.removed_lines AS removed_lines,
    k.corrections AS corrections,
    k.corrected AS corrected,
    k.mail AS mail,
    k.einvoice AS einvoice,
    k.einvoice_number AS einvoice_number,
    k.einvoice_words AS einvoice_words,
    (
        SELECT SUM(p.gross) FROM hv_invoice AS p
        WHERE
            p.customer_id = i.customer_id
            AND p.billed_month = %(previous_month)s
            AND p.state IN ('issued', 'skipped')
    ) AS previous,
    (SELECT COUNT(*) FROM hv_invoice_line AS n WHERE n.invoice_id = i.id) AS line_count,
    (
        SELECT COALESCE(SUM(n.call_count), 0) FROM hv_invoice_line AS n
        WHERE n.invoice_id = i.id
    ) AS call_count
FROM hv_invoice AS i
LEFT JOIN customers AS c ON c.id = i.customer_id
LEFT JOIN hv_document AS k ON k.invoice_id = i.id
WHERE i.billed_month = %(month)s
ORDER BY i.gross DESC, i.customer_id ASC, i.id ASC

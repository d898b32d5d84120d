-- A customer's invoices that bill some months or were issued for them, with what LMS had made of their
-- documents when they were last read back; grain: invoice. Money: PLN; instants: epoch seconds.
-- customer_id: int; start, until: date, first days of months, half-open
SELECT
    i.id,
    i.billed_month,
    i.kind,
    i.sequence,
    i.state,
    i.docid,
    i.fullnumber,
    i.issued_at,
    i.net,
    i.vat,
    i.gross,
    i.reason_code,
    i.reason_args,
    i.missing_cdrs_reason,
    i.dag_id,
    i.run_id,
    k.state AS document_state,
    k.edited,
    k.changed_lines,
    k.removed_lines,
    k.gross_now,
    k.corrections,
    k.corrected,
    k.mail,
    k.einvoice,
    k.einvoice_number,
    k.read_at
FROM hv_invoice AS i
LEFT JOIN hv_document AS k ON k.invoice_id = i.id
WHERE i.customer_id = %(customer_id)s
    AND (
        (i.billed_month >= %(start)s AND i.billed_month < %(until)s)
        OR i.id IN (
            SELECT m.invoice_id
            FROM hv_invoice_line AS m
            WHERE m.customer_id = %(customer_id)s AND m.service_month >= %(start)s
                AND m.service_month < %(until)s
        )
    )
ORDER BY i.billed_month, i.id

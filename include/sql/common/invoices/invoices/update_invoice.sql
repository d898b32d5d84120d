-- Say what became of an invoice of ours that is not done yet.
-- id: int; state, fullnumber, reason, reason_code: text; reason_args: JSON or NULL
-- docid: int or NULL; issued_at, updated_at: epoch seconds
-- net, vat, gross: PLN; dag_id, run_id, missing_cdrs_reason: text or NULL
UPDATE hv_invoice
SET
    state = %(state)s,
    docid = %(docid)s,
    fullnumber = %(fullnumber)s,
    issued_at = %(issued_at)s,
    net = %(net)s,
    vat = %(vat)s,
    gross = %(gross)s,
    reason = %(reason)s,
    reason_code = %(reason_code)s,
    reason_args = %(reason_args)s,
    missing_cdrs_reason = %(missing_cdrs_reason)s,
    dag_id = %(dag_id)s,
    run_id = %(run_id)s,
    updated_at = %(updated_at)s
WHERE id = %(id)s AND state IN ('draft', 'approved', 'parked')

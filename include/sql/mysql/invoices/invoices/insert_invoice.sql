-- Insert an invoice of ours with the next sequence of its customer, month and kind; return its id.
-- customer_id: int; billed_month: date; kind, state: text; live_regular: 1 or NULL
-- updated_at: epoch seconds; dag_id, run_id, missing_cdrs_reason: text or NULL
INSERT INTO hv_invoice (
    customer_id,
    billed_month,
    kind,
    sequence,
    state,
    live_regular,
    missing_cdrs_reason,
    dag_id,
    run_id,
    updated_at
)
SELECT
    %(customer_id)s,
    %(billed_month)s,
    %(kind)s,
    COALESCE(MAX(i.sequence), 0) + 1,
    %(state)s,
    %(live_regular)s,
    %(missing_cdrs_reason)s,
    %(dag_id)s,
    %(run_id)s,
    %(updated_at)s
FROM hv_invoice AS i
WHERE i.customer_id = %(customer_id)s
    AND i.billed_month = %(billed_month)s
    AND i.kind = %(kind)s

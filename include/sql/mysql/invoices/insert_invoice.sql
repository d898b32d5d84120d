-- Insert an invoice of ours and return its id.
-- customer_id, sequence: int; billed_month: date; kind, state, reason: text; live_regular: 1 or NULL
-- updated_at: epoch seconds; dag_id, run_id, missing_cdrs_reason: text or NULL
INSERT INTO hv_invoice (
    customer_id,
    billed_month,
    kind,
    sequence,
    state,
    live_regular,
    reason,
    missing_cdrs_reason,
    dag_id,
    run_id,
    updated_at
)
VALUES (
    %(customer_id)s,
    %(billed_month)s,
    %(kind)s,
    %(sequence)s,
    %(state)s,
    %(live_regular)s,
    %(reason)s,
    %(missing_cdrs_reason)s,
    %(dag_id)s,
    %(run_id)s,
    %(updated_at)s
)

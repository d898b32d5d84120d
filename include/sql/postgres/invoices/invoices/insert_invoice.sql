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
    CAST(%(customer_id)s AS integer),
    CAST(%(billed_month)s AS date),
    CAST(%(kind)s AS varchar(10)),
    COALESCE(MAX(i.sequence), 0) + 1,
    CAST(%(state)s AS varchar(10)),
    CAST(%(live_regular)s AS smallint),
    CAST(%(missing_cdrs_reason)s AS text),
    CAST(%(dag_id)s AS varchar(250)),
    CAST(%(run_id)s AS varchar(250)),
    CAST(%(updated_at)s AS bigint)
FROM hv_invoice AS i
WHERE i.customer_id = %(customer_id)s
    AND i.billed_month = %(billed_month)s
    AND i.kind = %(kind)s
RETURNING id

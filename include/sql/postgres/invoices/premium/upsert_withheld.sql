-- Write a call down as withheld, anew where it was another customer's when that was decided before.
-- cdr_id, customer_id, invoice_id: int; call_month: date; cost: PLN net; withheld_at: epoch seconds
-- dag_id, run_id: text
INSERT INTO hv_premium_withheld (
    cdr_id,
    customer_id,
    call_month,
    cost,
    state,
    invoice_id,
    withheld_at,
    dag_id,
    run_id
)
VALUES (
    %(cdr_id)s,
    %(customer_id)s,
    %(call_month)s,
    %(cost)s,
    'withheld',
    %(invoice_id)s,
    %(withheld_at)s,
    %(dag_id)s,
    %(run_id)s
)
ON CONFLICT (cdr_id) DO UPDATE SET
    customer_id = %(customer_id)s,
    call_month = %(call_month)s,
    cost = %(cost)s,
    state = 'withheld',
    invoice_id = %(invoice_id)s,
    withheld_at = %(withheld_at)s,
    decided_by = NULL,
    decided_at = NULL,
    reason = NULL,
    dag_id = %(dag_id)s,
    run_id = %(run_id)s

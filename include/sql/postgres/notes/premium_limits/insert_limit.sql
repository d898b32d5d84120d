-- Note the limit that a customer chose; returns its id.
-- parameters: the columns; valid_from: date; amount: PLN; noted_at: epoch seconds
INSERT INTO hv_premium_limit (
    customer_id,
    valid_from,
    amount,
    reason,
    noted_by,
    noted_at,
    dag_id,
    run_id
) VALUES (
    %(customer_id)s,
    %(valid_from)s,
    %(amount)s,
    %(reason)s,
    %(noted_by)s,
    %(noted_at)s,
    %(dag_id)s,
    %(run_id)s
)
RETURNING id

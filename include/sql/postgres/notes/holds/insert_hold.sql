-- Note a hold; returns its id.
-- parameters: the columns; held_from, held_until: days as text; noted_at: epoch seconds
INSERT INTO hv_hold (
    customer_id,
    held_from,
    held_until,
    reason,
    noted_by,
    noted_at,
    dag_id,
    run_id
) VALUES (
    %(customer_id)s,
    %(held_from)s,
    %(held_until)s,
    %(reason)s,
    %(noted_by)s,
    %(noted_at)s,
    %(dag_id)s,
    %(run_id)s
)
RETURNING id

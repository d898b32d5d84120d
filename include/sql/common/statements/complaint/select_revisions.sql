-- Former versions of calls that may be a customer's; grain: change of a call. created_at: epoch seconds.
-- found: the statement `statements/complaint/select_found`; customer_id, named, start, until: its own
SELECT
    r.cdr_id,
    r.kind,
    r.old_values,
    r.new_values,
    r.load_id,
    r.created_at
FROM ({found}) AS found
INNER JOIN hv_billing_revision AS r ON r.cdr_id = found.id
ORDER BY r.cdr_id, r.id

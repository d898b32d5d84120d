-- All known states of all accounts; grain: account x beginning of a state, in order.
-- known_from: when the import began that saw it; a first state counts from 0 on, seen or not
SELECT
    h.account_id,
    h.valid_from,
    COALESCE(n.started_at, h.valid_from) AS known_from,
    h.customer_id,
    h.issue_invoice,
    h.invoiced_by,
    h.payment_type,
    h.active,
    h.is_removed,
    h.listed,
    h.create_date
FROM hv_account_history AS h
LEFT JOIN hv_load AS n ON n.id = h.load_id
ORDER BY h.account_id, h.valid_from

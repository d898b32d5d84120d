-- All known states of all terminals; grain: terminal x beginning of a state, in order.
-- known_from: when the import began that saw it; a first state counts from 0 on, seen or not
SELECT
    h.terminal_id,
    h.account_id,
    h.valid_from,
    COALESCE(n.started_at, h.valid_from) AS known_from,
    h.name,
    h.pricelist_name,
    h.subscription_id,
    h.subscription_from,
    h.subscription_to,
    h.listed
FROM hv_terminal_history AS h
LEFT JOIN hv_load AS n ON n.id = h.load_id
ORDER BY h.terminal_id, h.valid_from

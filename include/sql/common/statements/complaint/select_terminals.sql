-- All names of terminals while they belonged to accounts of a customer; grain: terminal x name.
-- customer_id: int
SELECT DISTINCT
    t.terminal_id,
    t.name
FROM hv_terminal_history AS t
INNER JOIN hv_account_history AS h ON h.account_id = t.account_id
WHERE h.customer_id = %(customer_id)s
    AND (t.valid_to IS NULL OR t.valid_to > h.valid_from)
    AND (h.valid_to IS NULL OR t.valid_from < h.valid_to)
ORDER BY t.terminal_id

-- Show who owned which terminal name when; grain: one listed state of a terminal.
-- valid_from: since when it may have held; the import before still saw another state
SELECT
    terminal_id,
    account_id,
    name,
    COALESCE(changed_after, valid_from) AS valid_from,
    valid_to
FROM hv_terminal_history
WHERE listed = 't' AND name IS NOT NULL

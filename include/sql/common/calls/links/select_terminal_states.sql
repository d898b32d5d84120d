-- Show who owned which terminal name when; grain: one listed state of a terminal.
SELECT
    terminal_id,
    account_id,
    name,
    valid_from,
    valid_to
FROM hv_terminal_history
WHERE listed = 't' AND name IS NOT NULL

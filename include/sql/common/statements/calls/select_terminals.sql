-- What terminals were called last; grain: terminal.
SELECT
    h.terminal_id,
    h.name
FROM hv_terminal_history AS h
INNER JOIN (
    SELECT
        terminal_id,
        MAX(valid_from) AS valid_from
    FROM hv_terminal_history
    GROUP BY terminal_id
) AS newest ON newest.terminal_id = h.terminal_id AND newest.valid_from = h.valid_from

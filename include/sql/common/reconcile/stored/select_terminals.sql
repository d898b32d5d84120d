-- Terminals in LMS; grain: terminal. is_orphan: 1 where its account is not there.
SELECT
    terminal.id,
    terminal.username AS name,
    terminal.customerid AS account_id,
    CASE WHEN account.id IS NULL THEN 1 ELSE 0 END AS is_orphan
FROM hv_terminal AS terminal
LEFT JOIN hv_customers AS account ON account.id = terminal.customerid
ORDER BY terminal.id

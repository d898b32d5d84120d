-- Who has a terminal of this name, compared to the letter; grain: one terminal.
-- username: text
SELECT
    id,
    customerid
FROM hv_terminal
WHERE username = %(username)s
ORDER BY id

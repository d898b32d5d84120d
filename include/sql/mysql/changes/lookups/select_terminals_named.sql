-- Who has a terminal of this name, compared to the letter; grain: one terminal.
-- username: text
SELECT
    id,
    customerid
FROM hv_terminal
WHERE username = %(username)s AND CAST(username AS BINARY) = CAST(%(username)s AS BINARY)
ORDER BY id

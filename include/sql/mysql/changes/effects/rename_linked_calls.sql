-- Carry a terminal's new name into the calls that are linked to it.
-- terminal_id: integer; new_name: text
UPDATE hv_billing AS b
JOIN hv_billing_link AS l ON l.cdr_id = b.id
SET b.terminal_name = %(new_name)s
WHERE l.terminal_id = %(terminal_id)s
    AND NOT CAST(b.terminal_name AS BINARY) <=> CAST(%(new_name)s AS BINARY)

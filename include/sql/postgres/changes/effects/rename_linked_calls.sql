-- Carry a terminal's new name into the calls that are linked to it.
-- terminal_id: integer; new_name: text
UPDATE hv_billing AS b
SET terminal_name = %(new_name)s
FROM hv_billing_link AS l
WHERE l.cdr_id = b.id
    AND l.terminal_id = %(terminal_id)s
    AND b.terminal_name IS DISTINCT FROM %(new_name)s

-- Carry a terminal's new name into its numbers.
-- account_id: integer; old_name, new_name: text
UPDATE hv_pstn
SET terminal_name = %(new_name)s
WHERE customerid = %(account_id)s AND terminal_name = %(old_name)s

-- Carry a terminal's new name into calls that only the old plugin knew: they have no link.
-- account_id: integer; old_name, new_name: text
UPDATE hv_billing AS b
SET terminal_name = %(new_name)s
WHERE b.customerid = %(account_id)s
    AND b.terminal_name = %(old_name)s
    AND NOT EXISTS (SELECT 1 FROM hv_billing_link AS l WHERE l.cdr_id = b.id)

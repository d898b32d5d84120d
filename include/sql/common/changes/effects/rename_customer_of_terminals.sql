-- Carry an account's new name into its terminals.
-- account_id: integer; new_name: text
UPDATE hv_terminal
SET customer_name = %(new_name)s
WHERE customerid = %(account_id)s

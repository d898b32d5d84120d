-- Carry an account's new name into its calls.
-- account_id: integer; new_name: text
UPDATE hv_billing AS b
SET customer_name = %(new_name)s
WHERE b.customerid = %(account_id)s
    AND b.customer_name IS DISTINCT FROM %(new_name)s

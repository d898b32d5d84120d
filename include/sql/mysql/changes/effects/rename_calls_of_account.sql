-- Carry an account's new name into its calls.
-- account_id: integer; new_name: text
UPDATE hv_billing AS b
SET b.customer_name = %(new_name)s
WHERE b.customerid = %(account_id)s
    AND NOT CAST(b.customer_name AS BINARY) <=> CAST(%(new_name)s AS BINARY)

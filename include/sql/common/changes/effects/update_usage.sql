-- Say who has a number, in every range that lists it; 0 and nothing: it is free.
-- extension: bigint; account_id: integer; customer_name: text or null
UPDATE hv_pstnusage
SET
    customerid = %(account_id)s,
    customer_name = %(customer_name)s
WHERE extension = %(extension)s

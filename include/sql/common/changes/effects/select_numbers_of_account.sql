-- The numbers of an account; grain: one number.
-- account_id: integer
SELECT
    extension,
    number,
    country_code
FROM hv_pstn
WHERE customerid = %(account_id)s
ORDER BY id

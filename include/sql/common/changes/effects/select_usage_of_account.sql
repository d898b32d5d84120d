-- Numbers of ranges that an account has; grain: number and range.
-- account_id: integer
SELECT extension
FROM hv_pstnusage
WHERE customerid = %(account_id)s
ORDER BY extension, idrange

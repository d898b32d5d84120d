-- A number in the ranges that list it; grain: one range.
-- extension: bigint
SELECT
    extension,
    idrange,
    customerid,
    customer_name
FROM hv_pstnusage
WHERE extension = %(extension)s
ORDER BY idrange

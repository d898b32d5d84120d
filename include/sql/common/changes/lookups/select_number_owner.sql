-- Which account a number is given to; grain: one row a place that says so.
-- extension: text, country code and number; extension_number: the same as a number
SELECT p.customerid
FROM hv_pstn AS p
WHERE p.extension = %(extension)s
UNION ALL
SELECT u.customerid
FROM hv_pstnusage AS u
WHERE u.extension = %(extension_number)s AND u.customerid > 0

-- A number as LMS holds it; grain: one number, or nothing.
-- id: integer
SELECT
    id,
    customerid,
    extension
FROM hv_pstn
WHERE id = %(id)s

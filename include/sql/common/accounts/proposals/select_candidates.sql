-- Living customers of LMS with a billing address, contractors left out; grain: customer x external id.
SELECT
    v.id,
    v.lastname,
    v.name,
    v.ten,
    v.zip
FROM customeraddressview AS v
WHERE v.deleted = 0 AND v.type < 2
ORDER BY v.id

-- Whether LMS knows a price list, and whether it knows any; grain: one row.
-- id: integer
SELECT
    COUNT(*) AS known,
    SUM(CASE WHEN id = %(id)s THEN 1 ELSE 0 END) AS matching
FROM hv_pricelist

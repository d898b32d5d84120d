-- Sum up the ids that came more than once; grain: one row.
-- moved: the same call on two pages of one answer; twins: one id with two contents
SELECT
    COUNT(CASE WHEN contents = 1 AND pages > answers THEN 1 END) AS moved,
    COUNT(CASE WHEN contents > 1 THEN 1 END) AS twins,
    COUNT(CASE WHEN answers > 1 THEN 1 END) AS in_both
FROM hv_cdr_copies

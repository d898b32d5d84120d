-- Find ids that came more than once.
INSERT INTO hv_cdr_repeated (id)
SELECT id FROM hv_cdr_stage GROUP BY id HAVING COUNT(*) > 1

-- Tell from when to when there are calls; grain: one row; times: text, local, or NULL.
-- until: text, local; what lies after it is a mistake of somebody's clock
SELECT
    (SELECT MIN(b.start_time) FROM hv_billing AS b WHERE b.start_time >= '1990') AS first_call,
    (SELECT MAX(b.start_time) FROM hv_billing AS b WHERE b.start_time < %(until)s) AS last_call

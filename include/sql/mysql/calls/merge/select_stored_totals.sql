-- Sum up what is stored for the calls of the answer, by local day and success; grain: both.
-- window_from, window_to: wall times; calltype: text; first_id, last_id: the range of staged ids
SELECT
    LEFT(billing.start_time, 10) AS day,
    billing.success_call AS success,
    COUNT(*) AS calls,
    COALESCE(SUM(billing.duration), 0) AS duration,
    COALESCE(SUM(billing.cost), 0) AS cost,
    COALESCE(SUM(billing.init_charge), 0) AS init_charge,
    COUNT(CASE WHEN billing.duration > 0 THEN 1 END) AS lasting
FROM hv_cdr_stage AS stage
INNER JOIN hv_billing AS billing ON stage.id = billing.id
WHERE
    billing.id BETWEEN %(first_id)s AND %(last_id)s
    AND billing.start_time >= %(window_from)s
    AND billing.start_time < %(window_to)s
    AND billing.calltype = %(calltype)s
GROUP BY 1, 2

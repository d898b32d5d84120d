-- Find calls of the window that are stored and not in the answer. One that ends after it is passed
-- over: nobody knows whether the platform lists a call by its start or by its end.
-- window_end: epoch seconds
-- window_from, window_to: wall times; calltype: text; wants_yes, wants_no: 't' or 'f'
INSERT INTO hv_cdr_missing (id, day)
SELECT
    billing.id,
    CAST(LEFT(billing.start_time, 10) AS date)
FROM hv_billing AS billing
LEFT JOIN hv_cdr_stage AS stage ON billing.id = stage.id
WHERE
    stage.id IS NULL
    AND billing.start_time >= %(window_from)s
    AND billing.start_time < %(window_to)s
    AND billing.start_time_unix + COALESCE(billing.duration, 0) < %(window_end)s
    AND billing.calltype = %(calltype)s
    AND CASE CAST(billing.success_call AS text) WHEN 'f' THEN %(wants_no)s ELSE %(wants_yes)s END
    = 't'

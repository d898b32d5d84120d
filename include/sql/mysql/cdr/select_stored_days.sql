-- Count the calls of the window that are stored and have not vanished; grain: local day.
-- window_from, window_to: wall times; calltype: text; wants_yes, wants_no: 't' or 'f'
SELECT
    CAST(LEFT(billing.start_time, 10) AS date) AS day,
    COUNT(*) AS calls
FROM hv_billing AS billing
LEFT JOIN hv_billing_vanished AS vanished ON billing.id = vanished.cdr_id
WHERE
    vanished.cdr_id IS NULL
    AND billing.start_time >= %(window_from)s
    AND billing.start_time < %(window_to)s
    AND billing.calltype = %(calltype)s
    AND CASE billing.success_call WHEN 'f' THEN %(wants_no)s ELSE %(wants_yes)s END
    = 't'
GROUP BY 1

-- Count the calls of the window that are stored; grain: one row.
-- window_from, window_to: wall times; calltype: text; wants_yes, wants_no: 't' or 'f'
SELECT COUNT(*) AS calls
FROM hv_billing AS billing
WHERE
    billing.start_time >= %(window_from)s
    AND billing.start_time < %(window_to)s
    AND billing.calltype = %(calltype)s
    AND CASE billing.success_call WHEN 'f' THEN %(wants_no)s ELSE %(wants_yes)s END
    = 't'

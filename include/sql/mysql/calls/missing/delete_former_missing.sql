-- Forget which calls of the window were missing in the answer before.
-- window_from, window_to: wall times; calltype: text; wants_yes, wants_no: 't' or 'f'
DELETE former FROM hv_billing_missing AS former
INNER JOIN hv_billing AS billing ON former.cdr_id = billing.id
WHERE
    billing.start_time >= %(window_from)s
    AND billing.start_time < %(window_to)s
    AND billing.calltype = %(calltype)s
    AND CASE billing.success_call WHEN 'f' THEN %(wants_no)s ELSE %(wants_yes)s END
    = 't'

-- Forget which calls of the window were missing in the answer before.
-- window_from, window_to: wall times; calltype: text; wants_yes, wants_no: 't' or 'f'
DELETE FROM hv_billing_missing AS former
USING hv_billing AS billing
WHERE
    former.cdr_id = billing.id
    AND billing.start_time >= %(window_from)s
    AND billing.start_time < %(window_to)s
    AND billing.calltype = %(calltype)s
    AND CASE CAST(billing.success_call AS text) WHEN 'f' THEN %(wants_no)s ELSE %(wants_yes)s END
    = 't'

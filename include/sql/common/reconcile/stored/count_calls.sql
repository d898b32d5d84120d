-- Successful calls of one account in some days that the platform still lists; grain: call type.
-- account_id: integer; start_text, until_text: days as text, half-open
SELECT
    call_record.calltype,
    COUNT(*) AS calls
FROM hv_billing AS call_record
INNER JOIN hv_billing_link AS link ON link.cdr_id = call_record.id
WHERE
    link.account_id = %(account_id)s
    AND call_record.success_call = 't'
    AND call_record.start_time >= %(start_text)s AND call_record.start_time < %(until_text)s
    AND NOT EXISTS (
        SELECT 1 FROM hv_billing_vanished AS vanished WHERE vanished.cdr_id = call_record.id
    )
GROUP BY call_record.calltype

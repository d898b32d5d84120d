-- Calls of some days, and those of them that belong to no account; one row.
-- start_text, until_text: days as text, half-open
SELECT
    COUNT(*) AS calls,
    SUM(CASE WHEN link.account_id IS NULL THEN 1 ELSE 0 END) AS unlinked,
    COALESCE(SUM(CASE WHEN link.account_id IS NULL THEN call_record.cost ELSE 0 END), 0)
        AS unlinked_net
FROM hv_billing AS call_record
LEFT JOIN hv_billing_link AS link ON link.cdr_id = call_record.id
WHERE call_record.start_time >= %(start_text)s AND call_record.start_time < %(until_text)s

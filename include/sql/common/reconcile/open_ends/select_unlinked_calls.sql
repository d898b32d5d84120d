-- Calls that belong to no account, and why; grain: rule. net: PLN; first_call, last_call: text.
SELECT
    link.rule,
    COUNT(*) AS calls,
    COALESCE(SUM(call_record.cost), 0) AS net,
    MIN(call_record.start_time) AS first_call,
    MAX(call_record.start_time) AS last_call
FROM hv_billing_link AS link
INNER JOIN hv_billing AS call_record ON call_record.id = link.cdr_id
WHERE
    link.terminal_id IS NULL
    AND link.account_id IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM hv_billing_vanished AS vanished WHERE vanished.cdr_id = link.cdr_id
    )
GROUP BY link.rule
ORDER BY net DESC, link.rule

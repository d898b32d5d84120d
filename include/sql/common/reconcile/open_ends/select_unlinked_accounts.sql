-- Accounts that no living LMS customer pays for, with their priced calls on no invoice; grain: account.
-- state: none (not linked), missing, deleted. start_text: day as text, calls from it on; net: PLN
SELECT
    account.id,
    account.name,
    CASE
        WHEN COALESCE(account.ext_billing_id, 0) = 0 THEN 'none'
        WHEN customer.id IS NULL THEN 'missing'
        ELSE 'deleted'
    END AS state,
    COUNT(call_record.id) AS calls,
    COALESCE(SUM(call_record.cost), 0) AS net
FROM hv_customers AS account
LEFT JOIN customers AS customer ON customer.id = account.ext_billing_id
LEFT JOIN hv_billing AS call_record
    ON
        call_record.customerid = account.id
        AND call_record.cost <> 0
        AND call_record.start_time >= %(start_text)s
        AND NOT EXISTS (
            SELECT 1 FROM hv_billing_invoiced AS invoiced WHERE invoiced.cdr_id = call_record.id
        )
        AND NOT EXISTS (
            SELECT 1 FROM hv_billing_vanished AS vanished WHERE vanished.cdr_id = call_record.id
        )
WHERE COALESCE(account.ext_billing_id, 0) = 0 OR customer.id IS NULL OR customer.deleted <> 0
GROUP BY account.id, account.name, account.ext_billing_id, customer.id
ORDER BY net DESC, account.id

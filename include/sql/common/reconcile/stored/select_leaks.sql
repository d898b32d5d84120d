-- Priced calls of some days that no invoice settled, and why (written off counts as settled); grain: reason x account x month. net: PLN.
-- start_text, until_text: days as text, half-open
SELECT
    leak.reason,
    leak.account_id,
    leak.call_month,
    COUNT(*) AS calls,
    SUM(leak.cost) AS net
FROM (
    SELECT
        COALESCE(link.account_id, 0) AS account_id,
        SUBSTRING(call_record.start_time, 1, 7) AS call_month,
        call_record.cost,
        CASE
            WHEN link.account_id IS NULL THEN 'calls_without_account'
            WHEN account.id IS NULL THEN 'calls_of_gone_account'
            WHEN customer.id IS NULL THEN 'calls_without_customer'
            WHEN withheld.cdr_id IS NOT NULL THEN 'calls_withheld'
            WHEN NOT EXISTS (
                SELECT 1 FROM hv_assign AS assign
                WHERE
                    assign.customerid = account.id AND assign.keytype = 'issue_invoice'
                    AND assign.keyvalue = '2'
            ) THEN 'calls_not_invoiced_by_lms'
            ELSE 'calls_not_billed'
        END AS reason
    FROM hv_billing AS call_record
    LEFT JOIN hv_billing_link AS link ON link.cdr_id = call_record.id
    LEFT JOIN hv_customers AS account ON account.id = link.account_id
    LEFT JOIN customers AS customer
        ON customer.id = account.ext_billing_id AND customer.deleted = 0
    LEFT JOIN hv_premium_withheld AS withheld
        ON withheld.cdr_id = call_record.id AND withheld.state <> 'released'
    WHERE
        call_record.cost <> 0
        AND (withheld.state IS NULL OR withheld.state <> 'written_off')
        AND call_record.start_time >= %(start_text)s AND call_record.start_time < %(until_text)s
        AND NOT EXISTS (
            SELECT 1 FROM hv_billing_vanished AS vanished WHERE vanished.cdr_id = call_record.id
        )
        AND NOT EXISTS (
            SELECT 1 FROM hv_billing_invoiced AS invoiced WHERE invoiced.cdr_id = call_record.id
        )
) AS leak
GROUP BY leak.reason, leak.account_id, leak.call_month
ORDER BY leak.reason, leak.account_id, leak.call_month

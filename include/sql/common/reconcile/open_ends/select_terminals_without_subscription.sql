-- Terminals of accounts that LMS invoices, without a subscription in force on a day; grain: terminal.
-- state: none, over or not_yet. day_text: day as text. start_text: priced calls from it on that are
-- on no invoice; net: PLN
SELECT
    open_terminal.id,
    open_terminal.name,
    open_terminal.account_id,
    open_terminal.customer_id,
    open_terminal.state,
    COUNT(call_record.id) AS calls,
    COALESCE(SUM(call_record.cost), 0) AS net
FROM (
    SELECT
        terminal.id,
        terminal.username AS name,
        terminal.customerid AS account_id,
        account.ext_billing_id AS customer_id,
        CASE
            WHEN COALESCE(terminal.id_subscription, 0) = 0 THEN 'none'
            WHEN SUBSTR(terminal.subscription_from, 1, 10) > %(day_text)s THEN 'not_yet'
            WHEN
                SUBSTR(terminal.subscription_to, 1, 10) < %(day_text)s
                AND SUBSTR(terminal.subscription_to, 1, 10) NOT IN ('', '0000-00-00')
                THEN 'over'
        END AS state
    FROM hv_terminal AS terminal
    INNER JOIN hv_customers AS account ON account.id = terminal.customerid
    INNER JOIN customers AS customer
        ON customer.id = account.ext_billing_id AND customer.deleted = 0
    WHERE EXISTS (
        SELECT 1 FROM hv_assign AS assign
        WHERE
            assign.customerid = account.id AND assign.keytype = 'issue_invoice'
            AND assign.keyvalue = '2'
    )
) AS open_terminal
-- Stamps first: they keep years of billed calls from being read at all.
LEFT JOIN hv_billing_link AS link
    ON
        link.terminal_id = open_terminal.id
        AND NOT EXISTS (
            SELECT 1 FROM hv_billing_invoiced AS invoiced WHERE invoiced.cdr_id = link.cdr_id
        )
LEFT JOIN hv_billing AS call_record
    ON
        call_record.id = link.cdr_id
        AND call_record.cost <> 0
        AND call_record.start_time >= %(start_text)s
        AND NOT EXISTS (
            SELECT 1 FROM hv_billing_vanished AS vanished WHERE vanished.cdr_id = call_record.id
        )
WHERE open_terminal.state IS NOT NULL
GROUP BY
    open_terminal.id, open_terminal.name, open_terminal.account_id, open_terminal.customer_id,
    open_terminal.state
ORDER BY net DESC, open_terminal.id

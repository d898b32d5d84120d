-- Find open calls whose link, or the reason that they have none, is another one now; and those of an
-- account whose terminal was unknown and is known now.
INSERT INTO hv_cdr_found (id, terminal_id, account_id, customer_id, rule)
SELECT
    link.cdr_id,
    caller.terminal_id,
    caller.account_id,
    caller.customer_id,
    caller.rule
FROM hv_billing_link AS link
INNER JOIN hv_billing AS billing ON link.cdr_id = billing.id
INNER JOIN hv_cdr_caller AS caller
    ON
        caller.terminal_name = COALESCE(billing.terminal_name, '')
        AND caller.ext_billing_id = COALESCE(billing.ext_billing_id, 0)
        AND caller.customer_name = COALESCE(billing.customer_name, '')
        AND caller.valid_from <= billing.start_time_unix
        AND billing.start_time_unix < caller.valid_to
WHERE
    link.rule <> caller.rule
    AND (
        (link.terminal_id IS NULL AND link.account_id IS NULL)
        OR (
            link.rule IN ('customer, unknown terminal', 'customer and name, unknown terminal')
            AND caller.terminal_id IS NOT NULL
        )
    )
    AND link.rule <> 'unlinked: a name on the call is faulty'
    AND NOT EXISTS (
        SELECT 1 FROM hv_billing_invoiced AS invoiced WHERE invoiced.cdr_id = link.cdr_id
    )

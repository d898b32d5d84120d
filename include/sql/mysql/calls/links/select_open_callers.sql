-- Show by whom the calls were made that belong to nobody, or to an account whose terminal is unknown,
-- and are not invoiced; grain: the names.
SELECT DISTINCT
    CAST(COALESCE(billing.terminal_name, '') AS binary) AS terminal_name,
    COALESCE(billing.ext_billing_id, 0) AS ext_billing_id,
    CAST(COALESCE(billing.customer_name, '') AS binary) AS customer_name
FROM hv_billing_link AS link
INNER JOIN hv_billing AS billing ON link.cdr_id = billing.id
WHERE
    (
        (link.terminal_id IS NULL AND link.account_id IS NULL)
        OR link.rule IN ('customer, unknown terminal', 'customer and name, unknown terminal')
    )
    AND link.rule <> 'unlinked: a name on the call is faulty'
    AND NOT EXISTS (
        SELECT 1 FROM hv_billing_invoiced AS invoiced WHERE invoiced.cdr_id = link.cdr_id
    )

-- Write what changed of the calls that are stored. The account of an invoiced call stays.
-- {nobody}: what customerid holds without an account; {subscription_used}, {success_call}: types
UPDATE hv_billing AS billing SET
    rel_cause = stage.rel_cause,
    start_time = stage.start_time,
    customer_name = stage.customer_name,
    terminal_name = stage.terminal_name,
    ext_billing_id = stage.ext_billing_id,
    caller = stage.caller,
    bill_cpb = stage.bill_cpb,
    duration = stage.duration,
    calltype = stage.calltype,
    country = stage.country,
    description = stage.description,
    operator = stage.operator,
    type = stage.type,
    cost = stage.cost,
    price = stage.price,
    init_charge = stage.init_charge,
    reseller_price = stage.reseller_price,
    reseller_cost = stage.reseller_cost,
    reseller_init_charge = stage.reseller_init_charge,
    margin = stage.margin,
    platform_type = stage.platform_type,
    start_time_unix = stage.start_time_unix,
    subscription_used = CAST(stage.subscription_used AS {subscription_used}),
    success_call = CAST(
        CASE WHEN CAST(billing.success_call AS text) = 't' THEN 't' ELSE stage.success END
        AS {success_call}
    ),
    customerid = CASE
        WHEN EXISTS (SELECT 1 FROM hv_billing_invoiced AS invoiced WHERE invoiced.cdr_id = billing.id)
            THEN billing.customerid
        ELSE COALESCE(stage.account_id, {nobody})
    END
FROM hv_cdr_stage AS stage
INNER JOIN hv_cdr_known AS known ON stage.seq = known.seq
WHERE billing.id = stage.id AND known.state = 'c'

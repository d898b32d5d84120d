-- Write what changed of the calls that are stored. The account of an invoiced call stays.
-- {nobody}: what customerid holds without an account
UPDATE hv_cdr_stage AS stage
INNER JOIN hv_cdr_known AS known ON stage.seq = known.seq
INNER JOIN hv_billing AS billing ON stage.id = billing.id
SET
    billing.rel_cause = stage.rel_cause,
    billing.start_time = stage.start_time,
    billing.customer_name = stage.customer_name,
    billing.terminal_name = stage.terminal_name,
    billing.ext_billing_id = stage.ext_billing_id,
    billing.caller = stage.caller,
    billing.bill_cpb = stage.bill_cpb,
    billing.duration = stage.duration,
    billing.calltype = stage.calltype,
    billing.country = stage.country,
    billing.description = stage.description,
    billing.operator = stage.operator,
    billing.type = stage.type,
    billing.cost = stage.cost,
    billing.price = stage.price,
    billing.init_charge = stage.init_charge,
    billing.reseller_price = stage.reseller_price,
    billing.reseller_cost = stage.reseller_cost,
    billing.reseller_init_charge = stage.reseller_init_charge,
    billing.margin = stage.margin,
    billing.platform_type = stage.platform_type,
    billing.start_time_unix = stage.start_time_unix,
    billing.subscription_used = stage.subscription_used,
    billing.success_call = CASE WHEN billing.success_call = 't' THEN 't' ELSE stage.success END,
    billing.customerid = CASE
        WHEN EXISTS (SELECT 1 FROM hv_billing_invoiced AS invoiced WHERE invoiced.cdr_id = billing.id)
            THEN billing.customerid
        ELSE COALESCE(stage.account_id, {nobody})
    END
WHERE known.state = 'c'

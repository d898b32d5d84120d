-- Show the calls whose id came with two contents; grain: one call of one answer.
SELECT
    stage.success,
    stage.id,
    stage.rel_cause,
    stage.start_time,
    stage.customer_name,
    stage.terminal_name,
    stage.ext_billing_id,
    stage.caller,
    stage.bill_cpb,
    stage.duration,
    stage.calltype,
    stage.country,
    stage.description,
    stage.operator,
    stage.type,
    stage.cost,
    stage.price,
    stage.init_charge,
    stage.reseller_price,
    stage.reseller_cost,
    stage.reseller_init_charge,
    stage.margin,
    stage.subscription_used,
    stage.platform_type
FROM hv_cdr_stage AS stage
INNER JOIN hv_cdr_copies AS copies ON stage.id = copies.id
WHERE copies.contents > 1
ORDER BY stage.seq

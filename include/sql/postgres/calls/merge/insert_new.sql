-- Store staged calls that are new. No id is twice among them.
-- first_seq, last_seq: bigint, the staged rows to look at
-- {nobody}: what customerid holds without an account; {subscription_used}, {success_call}: types
INSERT INTO hv_billing (
    id,
    customerid,
    rel_cause,
    start_time,
    start_time_unix,
    customer_name,
    terminal_name,
    ext_billing_id,
    caller,
    bill_cpb,
    duration,
    calltype,
    country,
    description,
    operator,
    type,
    cost,
    price,
    init_charge,
    reseller_price,
    reseller_cost,
    reseller_init_charge,
    margin,
    subscription_used,
    platform_type,
    success_call
)
SELECT
    stage.id,
    COALESCE(stage.account_id, {nobody}),
    stage.rel_cause,
    stage.start_time,
    stage.start_time_unix,
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
    CAST(stage.subscription_used AS {subscription_used}),
    stage.platform_type,
    CAST(stage.success AS {success_call})
FROM hv_cdr_stage AS stage
LEFT JOIN hv_cdr_known AS known ON stage.seq = known.seq
WHERE
    stage.seq BETWEEN %(first_seq)s AND %(last_seq)s
    AND known.seq IS NULL

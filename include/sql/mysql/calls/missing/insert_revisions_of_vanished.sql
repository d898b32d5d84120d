-- Keep the last version of each call that vanished; grain: one call.
-- load_id: bigint; now: epoch seconds
INSERT INTO hv_billing_revision (cdr_id, kind, old_values, load_id, created_at)
SELECT
    billing.id,
    'vanished',
    JSON_OBJECT(
        'id', billing.id,
        'customerid', billing.customerid,
        'rel_cause', billing.rel_cause,
        'start_time', billing.start_time,
        'start_time_unix', billing.start_time_unix,
        'customer_name', billing.customer_name,
        'terminal_name', billing.terminal_name,
        'ext_billing_id', billing.ext_billing_id,
        'caller', billing.caller,
        'bill_cpb', billing.bill_cpb,
        'duration', billing.duration,
        'calltype', billing.calltype,
        'country', billing.country,
        'description', billing.description,
        'operator', billing.operator,
        'type', billing.type,
        'cost', billing.cost,
        'price', billing.price,
        'init_charge', billing.init_charge,
        'reseller_price', billing.reseller_price,
        'reseller_cost', billing.reseller_cost,
        'reseller_init_charge', billing.reseller_init_charge,
        'margin', billing.margin,
        'subscription_used', billing.subscription_used,
        'platform_type', billing.platform_type,
        'success_call', billing.success_call
    ),
    %(load_id)s,
    %(now)s
FROM hv_billing_vanished AS vanished
INNER JOIN hv_billing AS billing ON vanished.cdr_id = billing.id
WHERE vanished.load_id = %(load_id)s

-- Complete the revisions of this load with the version that took the former one's place.
-- load_id: bigint
UPDATE hv_billing_revision AS revision
INNER JOIN hv_billing AS billing ON revision.cdr_id = billing.id
SET
    revision.new_values = JSON_OBJECT(
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
    )
WHERE
    revision.load_id = %(load_id)s
    AND revision.kind = 'changed'

-- Calls that may be a customer's, with their links, as they are stored now; grain: call.
-- vanished_at: epoch seconds, NULL: the platform still lists the call; withheld: what was decided of a call
-- above his premium-rate limit, with a person's words
-- found: the statement `statements/complaint/select_found`; customer_id, named, start, until: its own
SELECT
    b.id,
    b.customerid,
    b.rel_cause,
    b.start_time,
    b.start_time_unix,
    b.customer_name,
    b.terminal_name,
    b.ext_billing_id,
    b.caller,
    b.bill_cpb,
    b.duration,
    b.calltype,
    b.country,
    b.description,
    b.operator,
    b.type,
    b.cost,
    b.price,
    b.init_charge,
    b.subscription_used,
    b.platform_type,
    b.success_call,
    l.terminal_id,
    l.account_id,
    l.customer_id,
    l.rule AS link_rule,
    l.load_id AS link_load,
    v.vanished_at,
    w.state AS withheld,
    w.reason AS withheld_words
FROM ({found}) AS found
INNER JOIN hv_billing AS b ON b.id = found.id
LEFT JOIN hv_billing_link AS l ON l.cdr_id = b.id
LEFT JOIN hv_billing_vanished AS v ON v.cdr_id = b.id
LEFT JOIN hv_premium_withheld AS w ON w.cdr_id = b.id AND w.customer_id = %(customer_id)s
ORDER BY b.start_time, b.id

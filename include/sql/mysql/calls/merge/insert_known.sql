-- Find staged calls that are stored already, and whether anything of them changed. Text that is
-- empty and text that is missing are the same: the platform says "nothing" in three ways.
-- What this very load stored a moment ago is a copy, in state d.
-- first_seq, last_seq: bigint, the staged rows to look at; load_id: bigint
INSERT INTO hv_cdr_known (seq, id, state, is_vanished)
SELECT
    stage.seq,
    stage.id,
    CASE
        WHEN link.load_id = %(load_id)s THEN 'd'
        WHEN COALESCE(billing.calltype, stage.calltype) <> stage.calltype THEN 'x'
        WHEN
            billing.rel_cause <=> stage.rel_cause
            AND billing.ext_billing_id <=> stage.ext_billing_id
            AND billing.duration <=> stage.duration
            AND billing.cost <=> stage.cost
            AND billing.price <=> stage.price
            AND billing.init_charge <=> stage.init_charge
            AND billing.reseller_price <=> stage.reseller_price
            AND billing.reseller_cost <=> stage.reseller_cost
            AND billing.reseller_init_charge <=> stage.reseller_init_charge
            AND billing.margin <=> stage.margin
            AND billing.start_time <=> stage.start_time
            AND billing.calltype <=> stage.calltype
            AND COALESCE(billing.customer_name, '') = COALESCE(stage.customer_name, '')
            AND COALESCE(billing.terminal_name, '') = COALESCE(stage.terminal_name, '')
            AND COALESCE(billing.caller, '') = COALESCE(stage.caller, '')
            AND COALESCE(billing.bill_cpb, '') = COALESCE(stage.bill_cpb, '')
            AND COALESCE(billing.country, '') = COALESCE(stage.country, '')
            AND COALESCE(billing.description, '') = COALESCE(stage.description, '')
            AND COALESCE(billing.operator, '') = COALESCE(stage.operator, '')
            AND COALESCE(billing.type, '') = COALESCE(stage.type, '')
            AND COALESCE(billing.platform_type, '') = COALESCE(stage.platform_type, '')
            AND COALESCE(billing.subscription_used, '') = COALESCE(stage.subscription_used, '')
            -- A call that once came as successful stays so.
            AND billing.success_call <=> IF(billing.success_call = 't', 't', stage.success)
            THEN CASE WHEN link.cdr_id IS NULL THEN 'l' ELSE 'u' END
        ELSE 'c'
    END,
    CASE WHEN vanished.cdr_id IS NULL THEN 'f' ELSE 't' END
FROM hv_cdr_stage AS stage
STRAIGHT_JOIN hv_billing AS billing ON stage.id = billing.id
LEFT JOIN hv_billing_link AS link ON billing.id = link.cdr_id
LEFT JOIN hv_billing_vanished AS vanished ON billing.id = vanished.cdr_id
WHERE stage.seq BETWEEN %(first_seq)s AND %(last_seq)s

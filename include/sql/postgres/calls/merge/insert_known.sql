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
            ROW(
                billing.rel_cause, billing.ext_billing_id, billing.duration,
                billing.cost, billing.price, billing.init_charge,
                billing.reseller_price, billing.reseller_cost, billing.reseller_init_charge,
                billing.margin, billing.start_time, billing.calltype,
                COALESCE(billing.customer_name, ''), COALESCE(billing.terminal_name, ''),
                COALESCE(billing.caller, ''), COALESCE(billing.bill_cpb, ''),
                COALESCE(billing.country, ''), COALESCE(billing.description, ''),
                COALESCE(billing.operator, ''), COALESCE(billing.type, ''),
                COALESCE(billing.platform_type, ''),
                COALESCE(CAST(billing.subscription_used AS text), ''),
                CAST(billing.success_call AS text)
            ) IS NOT DISTINCT FROM ROW(
                stage.rel_cause, stage.ext_billing_id, stage.duration,
                stage.cost, stage.price, stage.init_charge,
                stage.reseller_price, stage.reseller_cost, stage.reseller_init_charge,
                stage.margin, stage.start_time, stage.calltype,
                COALESCE(stage.customer_name, ''), COALESCE(stage.terminal_name, ''),
                COALESCE(stage.caller, ''), COALESCE(stage.bill_cpb, ''),
                COALESCE(stage.country, ''), COALESCE(stage.description, ''),
                COALESCE(stage.operator, ''), COALESCE(stage.type, ''),
                COALESCE(stage.platform_type, ''),
                COALESCE(CAST(stage.subscription_used AS text), ''),
                -- A call that once came as successful stays so.
                CASE
                    WHEN CAST(billing.success_call AS text) = 't' THEN 't'
                    ELSE CAST(stage.success AS text)
                END
            )
            THEN CASE WHEN link.cdr_id IS NULL THEN 'l' ELSE 'u' END
        ELSE 'c'
    END,
    CASE WHEN vanished.cdr_id IS NULL THEN 'f' ELSE 't' END
FROM hv_cdr_stage AS stage
INNER JOIN hv_billing AS billing ON stage.id = billing.id
LEFT JOIN hv_billing_link AS link ON billing.id = link.cdr_id
LEFT JOIN hv_billing_vanished AS vanished ON billing.id = vanished.cdr_id
WHERE stage.seq BETWEEN %(first_seq)s AND %(last_seq)s

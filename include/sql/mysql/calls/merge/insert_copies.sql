-- Find ids that came more than once: which copy stays (one that was asked for as successful),
-- how many contents they have, and whether one answer gave them on several pages.
INSERT INTO hv_cdr_copies (id, kept, copies, contents, answers, pages)
SELECT
    stage.id,
    COALESCE(MIN(CASE WHEN stage.success = 't' THEN stage.seq END), MIN(stage.seq)),
    COUNT(*),
    COUNT(DISTINCT MD5(CONCAT_WS(
        CHAR(31),
        COALESCE(stage.rel_cause, ''),
        stage.start_time,
        COALESCE(stage.customer_name, ''),
        COALESCE(stage.terminal_name, ''),
        COALESCE(stage.ext_billing_id, ''),
        COALESCE(stage.caller, ''),
        COALESCE(stage.bill_cpb, ''),
        COALESCE(stage.duration, ''),
        COALESCE(stage.country, ''),
        COALESCE(stage.description, ''),
        COALESCE(stage.operator, ''),
        COALESCE(stage.type, ''),
        COALESCE(stage.cost, ''),
        COALESCE(stage.price, ''),
        COALESCE(stage.init_charge, ''),
        COALESCE(stage.reseller_price, ''),
        COALESCE(stage.reseller_cost, ''),
        COALESCE(stage.reseller_init_charge, ''),
        COALESCE(stage.margin, ''),
        COALESCE(stage.subscription_used, ''),
        COALESCE(stage.platform_type, '')
    ))),
    COUNT(DISTINCT stage.success),
    COUNT(DISTINCT stage.page)
FROM hv_cdr_stage AS stage
INNER JOIN hv_cdr_repeated AS repeated ON stage.id = repeated.id
GROUP BY stage.id

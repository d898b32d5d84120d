-- Find ids that came more than once: which copy stays (one that was asked for as successful),
-- how many contents they have, and whether one answer gave them on several pages.
INSERT INTO hv_cdr_copies (id, kept, copies, contents, answers, pages)
SELECT
    stage.id,
    COALESCE(MIN(CASE WHEN stage.success = 't' THEN stage.seq END), MIN(stage.seq)),
    COUNT(*),
    COUNT(DISTINCT MD5(CONCAT_WS(
        CHR(31),
        COALESCE(CAST(stage.rel_cause AS text), ''),
        stage.start_time,
        COALESCE(stage.customer_name, ''),
        COALESCE(stage.terminal_name, ''),
        COALESCE(CAST(stage.ext_billing_id AS text), ''),
        COALESCE(stage.caller, ''),
        COALESCE(stage.bill_cpb, ''),
        COALESCE(CAST(stage.duration AS text), ''),
        COALESCE(stage.country, ''),
        COALESCE(stage.description, ''),
        COALESCE(stage.operator, ''),
        COALESCE(stage.type, ''),
        COALESCE(CAST(stage.cost AS text), ''),
        COALESCE(CAST(stage.price AS text), ''),
        COALESCE(CAST(stage.init_charge AS text), ''),
        COALESCE(CAST(stage.reseller_price AS text), ''),
        COALESCE(CAST(stage.reseller_cost AS text), ''),
        COALESCE(CAST(stage.reseller_init_charge AS text), ''),
        COALESCE(CAST(stage.margin AS text), ''),
        COALESCE(CAST(stage.subscription_used AS text), ''),
        COALESCE(stage.platform_type, '')
    ))),
    COUNT(DISTINCT stage.success),
    COUNT(DISTINCT stage.page)
FROM hv_cdr_stage AS stage
INNER JOIN hv_cdr_repeated AS repeated ON stage.id = repeated.id
GROUP BY stage.id

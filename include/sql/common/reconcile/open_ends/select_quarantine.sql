-- Records that wait in quarantine, by why; grain: category x reason x load. net: PLN.
SELECT
    category,
    reason,
    load_id,
    COUNT(*) AS records,
    COALESCE(SUM(cost), 0) AS net,
    MIN(day) AS first_day,
    MAX(day) AS last_day,
    MIN(created_at) AS since
FROM hv_quarantine
WHERE resolved_at IS NULL
GROUP BY category, reason, load_id
ORDER BY category, reason, load_id

-- Tell whether live changes may have altered accounts or terminals. Grain: one row.
SELECT
    COUNT(*) AS changes,
    COALESCE(MAX(finished_at), 0) AS finished_at
FROM hv_change

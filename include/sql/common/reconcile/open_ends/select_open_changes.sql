-- Live changes that are neither confirmed nor given up; grain: change, the oldest first.
SELECT
    id,
    entity,
    action,
    state,
    account_id,
    platform_id,
    object_name,
    reason,
    who,
    dag_id,
    run_id,
    created_at,
    sent_at
FROM hv_change
WHERE finished_at IS NULL
ORDER BY id

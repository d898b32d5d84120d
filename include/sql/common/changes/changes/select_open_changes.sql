-- The changes that are neither confirmed nor given up; grain: one change, the oldest first.
SELECT
    id,
    entity,
    action,
    state,
    account_id,
    platform_id,
    object_name,
    fingerprint,
    payload,
    request,
    before_values,
    after_values,
    reason,
    who,
    dag_id,
    run_id,
    try_number,
    created_at,
    sent_at,
    applied_at,
    confirmed_at,
    finished_at
FROM hv_change
WHERE finished_at IS NULL
ORDER BY id

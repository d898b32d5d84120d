-- The changes of one account; grain: one change, the newest first.
-- account_id: integer
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
WHERE account_id = %(account_id)s
ORDER BY id DESC

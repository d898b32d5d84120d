-- What a run has already brought to its end; grain: one change, the newest first.
-- run_id, dag_id: text; fingerprint: of the same order
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
WHERE run_id = %(run_id)s
    AND dag_id = %(dag_id)s
    AND fingerprint = %(fingerprint)s
    AND state = 'confirmed'
ORDER BY id DESC

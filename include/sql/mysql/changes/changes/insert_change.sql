-- Record what somebody wants to change, before anything is checked; returns its id.
-- parameters: the columns; payload: JSON without secrets; created_at: epoch seconds
INSERT INTO hv_change (
    entity,
    action,
    state,
    dry_run,
    account_id,
    platform_id,
    object_name,
    fingerprint,
    payload,
    who,
    dag_id,
    run_id,
    try_number,
    created_at
) VALUES (
    %(entity)s,
    %(action)s,
    %(state)s,
    %(dry_run)s,
    %(account_id)s,
    %(platform_id)s,
    %(object_name)s,
    %(fingerprint)s,
    %(payload)s,
    %(who)s,
    %(dag_id)s,
    %(run_id)s,
    %(try_number)s,
    %(created_at)s
)

-- The last failed load that a task's tries left behind; at most one row. days half-open.
-- dag_id, run_id, task_id: text; map_index: integer
SELECT
    category,
    window_from,
    window_to,
    calltype,
    success,
    account_id,
    rows_fetched
FROM hv_load
WHERE status = 'failed'
    AND dag_id = %(dag_id)s
    AND run_id = %(run_id)s
    AND task_id = %(task_id)s
    AND map_index = %(map_index)s
ORDER BY id DESC
LIMIT 1

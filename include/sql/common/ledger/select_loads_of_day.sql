-- Attempts to load calls whose window holds a day, the newest first; grain: load. Window half-open.
-- day, window_after: dates (no window began before the latter); calltype: text; most: integer
SELECT
    id,
    window_from,
    window_to,
    success,
    account_id,
    status,
    rows_fetched,
    rows_inserted,
    rows_updated,
    rows_unchanged,
    rows_quarantined,
    rows_vanished,
    rows_unlinked,
    sum_duration,
    sum_cost,
    sum_init_charge,
    started_at,
    finished_at,
    dag_id,
    run_id,
    try_number,
    error_class,
    error_message
FROM hv_load
WHERE
    category = 'cdr'
    AND calltype = %(calltype)s
    AND window_from > %(window_after)s AND window_from <= %(day)s AND window_to > %(day)s
ORDER BY id DESC
LIMIT %(most)s

-- Loads of calls whose window touches some days, of all accounts or of one; grain: attempt.
-- Instants: epoch seconds; sum_cost: PLN net; sum_duration: seconds.
-- start, until: date, half-open
SELECT
    n.id,
    n.category,
    n.window_from,
    n.window_to,
    n.calltype,
    n.success,
    n.account_id,
    n.full_refresh,
    n.status,
    n.rows_fetched,
    n.rows_inserted,
    n.rows_updated,
    n.rows_unchanged,
    n.rows_quarantined,
    n.rows_vanished,
    n.rows_restored,
    n.sum_duration,
    n.sum_cost,
    n.started_at,
    n.finished_at,
    n.dag_id,
    n.run_id,
    n.try_number,
    n.error_class
FROM hv_load AS n
WHERE n.category IN ('cdr', 'links', 'vanished', 'replay')
    AND (n.window_from IS NULL OR (n.window_from < %(until)s AND n.window_to > %(start)s))
ORDER BY n.id

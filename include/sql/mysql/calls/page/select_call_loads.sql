-- Tell whether calls of a time may have changed: another number or id is another state.
-- Loads of other things count, too: they renew links. Grain: one row. place: which database.
-- start, until: date, half-open
SELECT
    DATABASE() AS place,
    COUNT(*) AS loads,
    COALESCE(MAX(n.id), 0) AS newest,
    COALESCE(MAX(n.finished_at), 0) AS finished_at
FROM hv_load AS n
WHERE
    n.status <> 'failed'
    AND (
        n.window_from IS NULL
        OR (n.window_from < %(until)s AND n.window_to > %(start)s)
        OR n.rows_outside > 0
    )

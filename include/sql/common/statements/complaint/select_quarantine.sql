-- Records of calls of some days that were kept aside, as they came; grain: record. A record whose day
-- cannot be read comes with the days of its load. Instants: epoch seconds; cost: PLN net.
-- start, until: date, half-open
SELECT
    q.id,
    q.record,
    q.field,
    q.reason,
    q.state,
    q.day,
    q.calltype,
    q.success,
    q.cost,
    q.load_id,
    q.created_at,
    q.resolved_at,
    q.resolution
FROM hv_quarantine AS q
LEFT JOIN hv_load AS n ON n.id = q.load_id
WHERE q.category = 'cdr'
    AND (
        (q.day >= %(start)s AND q.day < %(until)s)
        OR (q.day IS NULL AND n.window_from < %(until)s AND n.window_to > %(start)s)
    )
ORDER BY q.id

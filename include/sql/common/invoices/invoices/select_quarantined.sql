-- Unresolved records of calls in quarantine that are priced, or whose price cannot be read (also those
-- whose day cannot be read), and what the month's calls come to; one row. net, month_net: PLN.
-- start, until: date, half-open; start_text, until_text: the same as text
SELECT
    COUNT(*) AS records,
    COALESCE(SUM(q.cost), 0) AS net,
    (
        SELECT COALESCE(SUM(b.cost), 0) FROM hv_billing AS b
        WHERE b.start_time >= %(start_text)s AND b.start_time < %(until_text)s
    ) AS month_net
FROM hv_quarantine AS q
WHERE q.category = 'cdr'
    AND q.resolved_at IS NULL
    AND (q.cost IS NULL OR q.cost <> 0)
    AND (q.day IS NULL OR (q.day >= %(start)s AND q.day < %(until)s))

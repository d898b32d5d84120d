-- Unresolved priced records of calls in quarantine (also those whose day cannot be read), and how
-- many calls the month holds; one row. net: PLN.
-- start, until: date, half-open; start_text, until_text: the same as text
SELECT
    COUNT(*) AS records,
    COALESCE(SUM(q.cost), 0) AS net,
    (
        SELECT COUNT(*) FROM hv_billing AS b
        WHERE b.start_time >= %(start_text)s AND b.start_time < %(until_text)s
    ) AS calls
FROM hv_quarantine AS q
WHERE q.category = 'cdr'
    AND q.resolved_at IS NULL
    AND q.cost <> 0
    AND (q.day IS NULL OR (q.day >= %(start)s AND q.day < %(until)s))

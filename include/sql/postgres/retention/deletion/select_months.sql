-- Months that hold calls from before a day, or whose deletion was broken off; grain: month, the
-- oldest first. call_month: as 202610; net: PLN.
-- until_text: day as text
SELECT
    m.call_month,
    SUM(m.calls) AS calls,
    SUM(m.net) AS net
FROM (
    SELECT
        CAST(REPLACE(SUBSTRING(b.start_time, 1, 7), '-', '') AS integer) AS call_month,
        COUNT(*) AS calls,
        SUM(COALESCE(b.cost, 0)) AS net
    FROM hv_billing AS b
    WHERE b.start_time < %(until_text)s
    GROUP BY CAST(REPLACE(SUBSTRING(b.start_time, 1, 7), '-', '') AS integer)
    UNION ALL
    SELECT
        EXTRACT(YEAR FROM r.call_month) * 100 + EXTRACT(MONTH FROM r.call_month) AS call_month,
        0 AS calls,
        0 AS net
    FROM hv_retention AS r
    WHERE r.finished_at IS NULL
) AS m
GROUP BY m.call_month
ORDER BY m.call_month

-- What the gathered calls come to; one row. net: PLN.
SELECT
    COUNT(*) AS calls,
    COALESCE(SUM(COALESCE(gone.cost, 0)), 0) AS net
FROM hv_retention_day AS gone

-- Numbers of live accounts as they are now; grain: kind of customer (NULL: no customer).
-- assigned: those of them that were made before a day
-- until: text, the day
SELECT
    c.type AS kind,
    COUNT(*) AS numbers,
    SUM(CASE WHEN COALESCE(p.create_date, '') < %(until)s THEN 1 ELSE 0 END) AS assigned
FROM (
    SELECT
        n.customerid,
        n.country_code,
        n.number,
        MIN(n.create_date) AS create_date
    FROM hv_pstn AS n
    GROUP BY n.customerid, n.country_code, n.number
) AS p
INNER JOIN hv_account_history AS h ON h.account_id = p.customerid
INNER JOIN (
    SELECT
        account_id,
        MAX(valid_from) AS valid_from
    FROM hv_account_history
    GROUP BY account_id
) AS newest ON newest.account_id = h.account_id AND newest.valid_from = h.valid_from
LEFT JOIN customers AS c ON c.id = h.customer_id
WHERE h.listed = 't'
    AND COALESCE(h.active, 't') <> 'f'
    AND COALESCE(h.is_removed, 'f') <> 't'
GROUP BY c.type
ORDER BY c.type

-- Sum up the calls of a time that the platform no longer lists; grain: one row; net: PLN.
-- start, until: text, local, half-open; account_id, terminal_id: int or NULL for all
SELECT
    COUNT(*) AS calls,
    COALESCE(SUM(b.cost), 0) AS net
FROM hv_billing_vanished AS v
INNER JOIN hv_billing AS b ON b.id = v.cdr_id
WHERE
    b.start_time >= %(start)s
    AND b.start_time < %(until)s
    AND (%(account_id)s IS NULL OR b.customerid = %(account_id)s)
    AND (
        %(terminal_id)s IS NULL
        OR b.id IN (SELECT l.cdr_id FROM hv_billing_link AS l WHERE l.terminal_id = %(terminal_id)s)
    )

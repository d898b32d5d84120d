-- Calls with a cost that no invoice has; grain: one row.
-- account_id: integer; terminal_id: integer or null for all of the account; caller, extension: text
-- or null for all; first_month: text YYYY-MM, from which month on calls are billed here
SELECT
    COUNT(*) AS calls,
    COALESCE(SUM(b.cost), 0) AS cost
FROM hv_billing AS b
LEFT JOIN hv_billing_link AS l ON l.cdr_id = b.id
WHERE b.customerid = %(account_id)s
    AND b.cost > 0
    AND b.start_time >= %(first_month)s
    AND (CAST(%(terminal_id)s AS integer) IS NULL OR l.terminal_id = CAST(%(terminal_id)s AS integer))
    AND (CAST(%(caller)s AS text) IS NULL OR b.caller IN (%(caller)s, %(extension)s))
    AND NOT EXISTS (SELECT 1 FROM hv_billing_invoiced AS i WHERE i.cdr_id = b.id)
    AND NOT EXISTS (SELECT 1 FROM hv_billing_vanished AS v WHERE v.cdr_id = b.id)

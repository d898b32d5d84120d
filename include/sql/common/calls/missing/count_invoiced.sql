-- Count invoiced calls that start in the window, of all types; grain: one row.
-- window_from, window_to: wall times
SELECT COUNT(*) AS calls
FROM hv_billing_invoiced AS invoiced
INNER JOIN hv_billing AS billing ON invoiced.cdr_id = billing.id
WHERE
    billing.start_time >= %(window_from)s
    AND billing.start_time < %(window_to)s

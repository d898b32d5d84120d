-- Live subscription lines; grain: terminal x service month.
-- start: date, first service month that counts
SELECT
    terminal_id,
    service_month
FROM hv_invoice_line
WHERE live_subscription = 1 AND service_month >= %(start)s

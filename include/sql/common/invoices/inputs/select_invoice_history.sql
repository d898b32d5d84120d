-- What customers were invoiced before; grain: customer x billed month; gross: PLN.
-- start, until: date, half-open
SELECT
    customer_id,
    billed_month,
    SUM(gross) AS gross
FROM hv_invoice
WHERE billed_month >= %(start)s
    AND billed_month < %(until)s
    AND state IN ('issued', 'skipped')
GROUP BY customer_id, billed_month
ORDER BY customer_id, billed_month

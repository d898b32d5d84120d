-- State of the live regular invoice; grain: customer x billed month.
-- start: date, first month that counts
SELECT
    customer_id,
    billed_month,
    state
FROM hv_invoice
WHERE live_regular = 1 AND billed_month >= %(start)s

-- Show what is known of the days of a period; grain: day x call type x success.
-- day_from, day_to: dates, half-open
SELECT
    day,
    calltype,
    success,
    state,
    row_count,
    sum_duration,
    sum_cost,
    sum_init_charge,
    load_id,
    confirmed_at
FROM hv_coverage
WHERE day >= %(day_from)s AND day < %(day_to)s
ORDER BY day, calltype, success

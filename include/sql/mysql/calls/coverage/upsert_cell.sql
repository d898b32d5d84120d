-- Say whether the calls of a day are here; a closed day stays closed.
-- parameters: the columns of hv_coverage
INSERT INTO hv_coverage (
    day,
    calltype,
    success,
    row_count,
    sum_duration,
    sum_cost,
    sum_init_charge,
    load_id,
    confirmed_at,
    state
) VALUES (
    %(day)s,
    %(calltype)s,
    %(success)s,
    %(row_count)s,
    %(sum_duration)s,
    %(sum_cost)s,
    %(sum_init_charge)s,
    %(load_id)s,
    %(confirmed_at)s,
    %(state)s
)
ON DUPLICATE KEY UPDATE
    row_count = VALUES(row_count),
    sum_duration = VALUES(sum_duration),
    sum_cost = VALUES(sum_cost),
    sum_init_charge = VALUES(sum_init_charge),
    load_id = VALUES(load_id),
    confirmed_at = VALUES(confirmed_at),
    state = CASE WHEN state = 'closed' THEN 'closed' ELSE VALUES(state) END

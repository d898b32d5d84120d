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
ON CONFLICT (day, calltype, success) DO UPDATE SET
    row_count = excluded.row_count,
    sum_duration = excluded.sum_duration,
    sum_cost = excluded.sum_cost,
    sum_init_charge = excluded.sum_init_charge,
    load_id = excluded.load_id,
    confirmed_at = excluded.confirmed_at,
    state = CASE WHEN hv_coverage.state = 'closed' THEN 'closed' ELSE excluded.state END

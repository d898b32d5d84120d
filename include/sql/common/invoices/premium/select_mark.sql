-- Tell whether limits of premium-rate services or decisions about calls above them may have changed:
-- other numbers are another state. Grain: one row.
SELECT
    (SELECT COALESCE(SUM(l.noted_at + COALESCE(l.ended_at, 0)), 0) FROM hv_premium_limit AS l) AS limits,
    (SELECT COUNT(*) FROM hv_premium_withheld AS w) AS withheld,
    (SELECT COALESCE(SUM(d.decided_at), 0) FROM hv_premium_withheld AS d) AS decisions

-- End a limit.
-- id: int; ended_at: epoch seconds; ended_by, ended_reason: text
UPDATE hv_premium_limit
SET
    ended_at = %(ended_at)s,
    ended_by = %(ended_by)s,
    ended_reason = %(ended_reason)s
WHERE id = %(id)s AND ended_at IS NULL

-- What imports of the past say of a state's beginning: the last one before it that read its account.
UPDATE hv_terminal_history
SET changed_after = (
    SELECT MAX(l.started_at)
    FROM hv_load AS l
    WHERE l.category = 'terminals'
        AND l.status IN ('loaded', 'empty')
        AND l.started_at < hv_terminal_history.valid_from
        AND (l.account_id IS NULL OR l.account_id = hv_terminal_history.account_id)
)
WHERE valid_from > 0 AND changed_after IS NULL

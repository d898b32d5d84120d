-- Note when the last import before began that read the same account: it still saw the state before, so
-- the one that this import sees began between the two.
-- history: name; category: text; now: epoch seconds, when the new states begin; load_id: this import
UPDATE {history}
SET changed_after = (
    SELECT MAX(l.started_at)
    FROM hv_load AS l
    WHERE l.category = %(category)s
        AND l.status IN ('loaded', 'empty')
        AND l.id <> %(load_id)s
        AND (l.account_id IS NULL OR l.account_id = {history}.account_id)
)
WHERE load_id = %(load_id)s AND valid_from = %(now)s

-- When the last good import began that covered all accounts, or this one; null: never.
-- category: text, account_id: integer or null
SELECT MAX(started_at) AS started_at
FROM hv_load
WHERE category = %(category)s
    AND status IN ('loaded', 'empty')
    AND (account_id IS NULL OR account_id = %(account_id)s)

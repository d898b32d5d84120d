-- When the first whole import of terminals after an instant had ended; NULL: there was none.
-- instant: epoch seconds
SELECT MIN(finished_at) AS finished_at
FROM hv_load
WHERE category = 'terminals'
    AND account_id IS NULL
    AND status = 'loaded'
    AND finished_at >= %(instant)s

-- When whole imports of terminals had ended since an instant, in order.
-- instant: epoch seconds
SELECT finished_at
FROM hv_load
WHERE category = 'terminals'
    AND account_id IS NULL
    AND status = 'loaded'
    AND finished_at >= %(instant)s
ORDER BY finished_at

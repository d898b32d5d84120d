-- Causes of one kind that are known; grain: cause.
-- kind: text
SELECT cause FROM hv_alert
WHERE kind = %(kind)s
ORDER BY cause

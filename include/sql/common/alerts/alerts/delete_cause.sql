-- Forget a cause that is gone, so that its return is told.
-- cause: text
DELETE FROM hv_alert
WHERE cause = %(cause)s

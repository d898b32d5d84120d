-- One cause and whom it was sent to; at most one row.
-- cause: text
SELECT
    id,
    times,
    sent_to
FROM hv_alert
WHERE cause = %(cause)s

-- Keep whom a cause was sent to.
-- cause, sent_to: text; now: epoch second
UPDATE hv_alert SET
    sent_at = %(now)s,
    sent_to = %(sent_to)s
WHERE cause = %(cause)s

-- Delete the former versions of a month's calls that a full refresh removed.
-- from_time, to_time: wall times; from_instant: epoch seconds, none is older
DELETE FROM hv_billing_revision AS kept
WHERE kept.created_at >= %(from_instant)s
    AND (CAST(kept.old_values AS json) ->> 'start_time') >= %(from_time)s
    AND (CAST(kept.old_values AS json) ->> 'start_time') < %(to_time)s
    AND NOT EXISTS (SELECT 1 FROM hv_billing AS b WHERE b.id = kept.cdr_id)

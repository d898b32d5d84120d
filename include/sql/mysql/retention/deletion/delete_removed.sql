-- Delete the former versions of a month's calls that a full refresh removed.
-- from_time, to_time: wall times; from_instant: epoch seconds, none is older
DELETE FROM hv_billing_revision
WHERE created_at >= %(from_instant)s
    AND JSON_UNQUOTE(JSON_EXTRACT(old_values, '$.start_time')) >= %(from_time)s
    AND JSON_UNQUOTE(JSON_EXTRACT(old_values, '$.start_time')) < %(to_time)s
    AND NOT EXISTS (SELECT 1 FROM hv_billing AS b WHERE b.id = hv_billing_revision.cdr_id)

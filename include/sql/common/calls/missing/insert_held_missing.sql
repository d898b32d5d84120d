-- Note missing calls that a hold keeps, which a full refresh would remove.
-- held: the statement `calls/holds/select_held`; load_id: bigint; now: epoch seconds
INSERT INTO hv_billing_missing (cdr_id, load_id, noticed_at)
SELECT
    missing.id,
    %(load_id)s,
    %(now)s
FROM hv_cdr_missing AS missing
LEFT JOIN hv_billing_vanished AS vanished ON missing.id = vanished.cdr_id
WHERE vanished.cdr_id IS NULL AND missing.id IN ({held})

-- Forget the notes about calls that are marked as vanished now.
-- load_id: bigint
DELETE FROM hv_billing_missing AS missing
USING hv_billing_vanished AS vanished
WHERE missing.cdr_id = vanished.cdr_id AND vanished.load_id = %(load_id)s

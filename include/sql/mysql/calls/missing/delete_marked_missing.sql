-- Forget the notes about calls that are marked as vanished now.
-- load_id: bigint
DELETE missing FROM hv_billing_missing AS missing
INNER JOIN hv_billing_vanished AS vanished ON missing.cdr_id = vanished.cdr_id
WHERE vanished.load_id = %(load_id)s

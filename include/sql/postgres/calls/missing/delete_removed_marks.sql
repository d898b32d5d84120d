-- Remove the marks of calls that a full refresh removes.
DELETE FROM hv_billing_vanished AS vanished
USING hv_cdr_missing AS missing
WHERE vanished.cdr_id = missing.id

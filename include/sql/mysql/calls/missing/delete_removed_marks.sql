-- Remove the marks of calls that a full refresh removes.
DELETE vanished FROM hv_billing_vanished AS vanished
INNER JOIN hv_cdr_missing AS missing ON vanished.cdr_id = missing.id

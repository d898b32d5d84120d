-- Remove the calls that a full refresh no longer finds.
DELETE billing FROM hv_billing AS billing
INNER JOIN hv_cdr_missing AS missing ON billing.id = missing.id

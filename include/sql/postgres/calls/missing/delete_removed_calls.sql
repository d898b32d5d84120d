-- Remove the calls that a full refresh no longer finds.
DELETE FROM hv_billing AS billing USING hv_cdr_missing AS missing WHERE billing.id = missing.id

-- Remove the links of calls that a full refresh removes.
DELETE FROM hv_billing_link AS link USING hv_cdr_missing AS missing WHERE link.cdr_id = missing.id

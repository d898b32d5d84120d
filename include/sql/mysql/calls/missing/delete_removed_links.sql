-- Remove the links of calls that a full refresh removes.
DELETE link FROM hv_billing_link AS link
INNER JOIN hv_cdr_missing AS missing ON link.cdr_id = missing.id

-- Take back the calls with two contents that this load stored.
-- load_id: bigint
DELETE billing FROM hv_billing AS billing
INNER JOIN hv_cdr_copies AS copies ON billing.id = copies.id
INNER JOIN hv_billing_link AS link ON billing.id = link.cdr_id
WHERE copies.contents > 1 AND link.load_id = %(load_id)s

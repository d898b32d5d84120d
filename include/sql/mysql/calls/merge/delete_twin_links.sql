-- Take back the links of calls with two contents that this load stored.
-- load_id: bigint
DELETE link FROM hv_billing_link AS link
INNER JOIN hv_cdr_copies AS copies ON link.cdr_id = copies.id
WHERE copies.contents > 1 AND link.load_id = %(load_id)s

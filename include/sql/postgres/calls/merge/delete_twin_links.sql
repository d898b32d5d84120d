-- Take back the links of calls with two contents that this load stored.
-- load_id: bigint
DELETE FROM hv_billing_link AS link
USING hv_cdr_copies AS copies
WHERE
    link.cdr_id = copies.id
    AND copies.contents > 1
    AND link.load_id = %(load_id)s

-- Take back the calls with two contents that this load stored.
-- load_id: bigint
DELETE FROM hv_billing AS billing
USING hv_cdr_copies AS copies, hv_billing_link AS link
WHERE
    billing.id = copies.id
    AND billing.id = link.cdr_id
    AND copies.contents > 1
    AND link.load_id = %(load_id)s

-- Calls of a time that may be a customer's, rather too many than too few; grain: call. They are linked
-- to him or to an account that was his, or name him and are linked to nobody, or are stamped on an
-- invoice of his, or a former version names him.
-- customer_id: int; named: pattern of a version that names him; start, until: text, local, half-open
SELECT b.id AS id
FROM hv_billing AS b
LEFT JOIN hv_billing_link AS l ON l.cdr_id = b.id
WHERE b.start_time >= %(start)s
    AND b.start_time < %(until)s
    AND (
        l.customer_id = %(customer_id)s
        OR (
            l.customer_id IS NULL
            AND l.account_id IN (
                SELECT h.account_id FROM hv_account_history AS h WHERE h.customer_id = %(customer_id)s
            )
        )
        OR (l.account_id IS NULL AND b.ext_billing_id = %(customer_id)s)
    )
UNION
SELECT b.id AS id
FROM hv_invoice AS i
INNER JOIN hv_billing_invoiced AS s ON s.invoice_id = i.id
INNER JOIN hv_billing AS b ON b.id = s.cdr_id
WHERE i.customer_id = %(customer_id)s
    AND b.start_time >= %(start)s
    AND b.start_time < %(until)s
UNION
SELECT b.id AS id
FROM hv_billing_revision AS r
INNER JOIN hv_billing AS b ON b.id = r.cdr_id
WHERE b.start_time >= %(start)s
    AND b.start_time < %(until)s
    AND REPLACE(r.old_values, ' ', '') LIKE %(named)s

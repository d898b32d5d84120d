-- The state of each account now, as invoices need it; of several assignments the newest counts.
-- states: name; account_id: integer, or null for all
INSERT INTO {states} (
    account_id,
    name,
    customer_id,
    issue_invoice,
    invoiced_by,
    payment_type,
    active,
    is_removed,
    create_date,
    listed,
    valid_from
)
SELECT
    t.id,
    t.name,
    t.ext_billing_id,
    t.issue_invoice,
    LEFT(a.keyvalue, 1),
    t.payment_type,
    t.active,
    t.is_removed,
    t.create_date,
    't',
    0
FROM hv_customers AS t
LEFT JOIN (
    SELECT
        customerid,
        MAX(id) AS id
    FROM hv_assign
    WHERE keytype = 'issue_invoice'
    GROUP BY customerid
) AS newest ON newest.customerid = t.id
LEFT JOIN hv_assign AS a ON a.id = newest.id
WHERE %(account_id)s IS NULL OR t.id = %(account_id)s

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
    CAST(t.issue_invoice AS text),
    LEFT(a.keyvalue, 1),
    CAST(t.payment_type AS text),
    CAST(t.active AS text),
    CAST(t.is_removed AS text),
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
WHERE CAST(%(account_id)s AS integer) IS NULL OR t.id = CAST(%(account_id)s AS integer)

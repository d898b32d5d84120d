-- The recipients that live assignments name, of customers that any account is or was linked to;
-- grain: customer x different pair. An assignment that makes no invoice says nothing.
-- instant: epoch second
-- {second}, {ten1}, {ten2}, {entity_type1}, {entity_type2}: the columns that this LMS has, else NULL
SELECT DISTINCT
    a.customerid AS customer_id,
    a.recipient_address_id AS address_id1,
    {ten1} AS ten1,
    {entity_type1} AS kind1,
    {second} AS address_id2,
    {ten2} AS ten2,
    {entity_type2} AS kind2
FROM assignments AS a
LEFT JOIN customer_addresses AS r1
    ON r1.address_id = a.recipient_address_id AND r1.customer_id = a.customerid
LEFT JOIN customer_addresses AS r2
    ON r2.address_id = {second} AND r2.customer_id = a.customerid
WHERE a.customerid IN (
        SELECT h.customer_id FROM hv_account_history AS h WHERE h.customer_id IS NOT NULL
    )
    AND a.commited = 1
    AND a.suspended = 0
    AND a.invoice <> 0
    AND a.datefrom <= %(instant)s
    AND (a.dateto = 0 OR a.dateto > %(instant)s)

-- The highest invoice number of a plan in a period and the newest document; NULL where there is none.
-- plan_id: int; start, until: epoch seconds, half-open; customer_id: int, 0 = of all customers
SELECT
    MAX(number) AS number,
    MAX(id) AS newest
FROM documents
WHERE type = 1
    AND numberplanid = %(plan_id)s
    AND cdate >= %(start)s
    AND cdate < %(until)s
    AND (%(customer_id)s = 0 OR customerid = %(customer_id)s)
FOR UPDATE

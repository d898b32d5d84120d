-- How many invoices of a plan and period, not older than some, have a number; 1 = ours alone.
-- number, plan_id, oldest: int; start, until: epoch seconds, half-open; customer_id: int, 0 = of all
SELECT COUNT(*) AS documents
FROM documents
WHERE id > %(oldest)s
    AND type = 1
    AND number = %(number)s
    AND numberplanid = %(plan_id)s
    AND cdate >= %(start)s
    AND cdate < %(until)s
    AND (%(customer_id)s = 0 OR customerid = %(customer_id)s)
FOR UPDATE

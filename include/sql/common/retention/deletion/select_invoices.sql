-- How a month's invoices stand; one row. waiting: not issued yet; lost: issued, but LMS has no such
-- document or cancelled it; unpaid: issued, and LMS does not call it settled.
-- billed_month: date
SELECT
    COALESCE(SUM(CASE WHEN i.state IN ('issued', 'skipped') THEN 1 ELSE 0 END), 0) AS done,
    COALESCE(SUM(CASE WHEN i.state IN ('draft', 'approved', 'parked') THEN 1 ELSE 0 END), 0) AS waiting,
    COALESCE(SUM(
        CASE WHEN i.state = 'issued' AND (d.id IS NULL OR d.cancelled <> 0) THEN 1 ELSE 0 END
    ), 0) AS lost,
    COALESCE(SUM(CASE WHEN i.state = 'issued' AND d.closed = 0 THEN 1 ELSE 0 END), 0) AS unpaid
FROM hv_invoice AS i
LEFT JOIN documents AS d ON d.id = i.docid
WHERE i.billed_month = %(billed_month)s

-- Paid calls behind one invoice of ours, for its statement; grain: service x premium number x increase.
-- net: PLN, what this invoice bills of them. The number called is told of premium-rate services only.
-- invoice_id: int; premium: text, the platform's types between commas, with one at either end
SELECT
    CASE WHEN b.calltype = 'outgoing' THEN COALESCE(b.type, '') ELSE b.calltype END AS service,
    CASE
        WHEN %(premium)s LIKE CONCAT('%%,', LOWER(COALESCE(b.type, '')), ',%%') THEN b.bill_cpb
    END AS number,
    CASE WHEN s.reason = 'increase' THEN 1 ELSE 0 END AS is_increase,
    COUNT(*) AS calls,
    SUM(COALESCE(b.duration, 0)) AS seconds,
    SUM(s.cost_billed) AS net
FROM hv_billing_invoiced AS s
INNER JOIN hv_billing AS b ON b.id = s.cdr_id
WHERE s.invoice_id = %(invoice_id)s
    AND s.line_id IS NOT NULL
    AND s.cost_billed <> 0
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3

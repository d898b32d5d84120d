-- What invoices billed of premium-rate calls; grain: customer x month of the call. PLN net.
-- net: as it was billed; worth: where a call became cheaper or vanished since, as it is now
-- start, until: text, local, half-open; premium: text, the platform's types between commas, with one at
-- either end; customer_id: int, 0 = all; unreleased: 1 = without calls that a person released
-- setup: 1 adds the set-up fee, else 0
SELECT
    c.customer_id,
    c.call_month,
    SUM(c.billed) AS net,
    SUM(CASE WHEN c.is_gone = 1 THEN 0 ELSE LEAST(c.billed, c.cost) END) AS worth
FROM (
    SELECT
        i.customer_id,
        b.id,
        SUBSTRING(b.start_time, 1, 7) AS call_month,
        SUM(s.cost_billed) AS billed,
        MAX(COALESCE(b.cost, 0) + %(setup)s * COALESCE(b.init_charge, 0)) AS cost,
        MAX(CASE WHEN v.cdr_id IS NULL THEN 0 ELSE 1 END) AS is_gone
    FROM hv_billing AS b
    INNER JOIN hv_billing_invoiced AS s ON s.cdr_id = b.id
    INNER JOIN hv_invoice AS i ON i.id = s.invoice_id
    LEFT JOIN hv_billing_vanished AS v ON v.cdr_id = b.id
    LEFT JOIN hv_premium_withheld AS w ON w.cdr_id = b.id AND w.state = 'released'
    WHERE b.start_time >= %(start)s
        AND b.start_time < %(until)s
        AND %(premium)s LIKE CONCAT('%%,', LOWER(COALESCE(b.type, '')), ',%%')
        AND s.cost_billed <> 0
        AND (%(customer_id)s = 0 OR i.customer_id = %(customer_id)s)
        AND (%(unreleased)s = 0 OR w.cdr_id IS NULL)
    GROUP BY i.customer_id, b.id, SUBSTRING(b.start_time, 1, 7)
) AS c
GROUP BY c.customer_id, c.call_month

-- Stamp by how much calls became dearer since they were settled.
-- invoice_id, line_id, customer_id, account_id: int; terminal_id: int, 0 = of the account alone
-- call_month: text, YYYY-MM
-- setup: 1 adds the set-up fee, else 0
INSERT INTO hv_billing_invoiced (
    cdr_id,
    invoice_id,
    line_id,
    live_first,
    cost_billed,
    cost_settled,
    reason
)
SELECT
    d.cdr_id,
    %(invoice_id)s,
    %(line_id)s,
    NULL,
    d.difference,
    d.difference,
    'increase'
FROM (
    SELECT
        b.id AS cdr_id,
        MAX(COALESCE(b.cost, 0) + %(setup)s * COALESCE(b.init_charge, 0))
            - SUM(i.cost_settled) AS difference
    FROM hv_billing_link AS l
    INNER JOIN hv_billing AS b ON b.id = l.cdr_id
    INNER JOIN hv_billing_invoiced AS i ON i.cdr_id = b.id
    LEFT JOIN hv_billing_vanished AS v ON v.cdr_id = b.id
    LEFT JOIN hv_premium_withheld AS w
        ON w.cdr_id = b.id AND w.customer_id = %(customer_id)s AND w.state <> 'released'
    WHERE (
            l.terminal_id = %(terminal_id)s
            OR (%(terminal_id)s = 0 AND l.terminal_id IS NULL)
        )
        AND l.account_id = %(account_id)s
        AND SUBSTRING(b.start_time, 1, 7) = %(call_month)s
        AND i.invoice_id <> %(invoice_id)s
        AND v.cdr_id IS NULL
        AND w.cdr_id IS NULL
        AND EXISTS (SELECT 1 FROM hv_billing_revision AS r WHERE r.cdr_id = b.id)
    GROUP BY b.id
    HAVING SUM(CASE WHEN i.reason IN ('failed_call', 'no_subscription') THEN 1 ELSE 0 END) = 0
) AS d
WHERE d.difference > 0

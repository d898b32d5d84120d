-- Stamp calls of a terminal and month that are done with, though no line bills them.
-- invoice_id, customer_id, account_id: int; terminal_id: int, 0 = of the account alone; reason: text
-- call_month: text, YYYY-MM
-- failed_only: 1 = only calls that failed, else 0; setup: 1 adds the set-up fee, else 0
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
    b.id,
    %(invoice_id)s,
    NULL,
    1,
    0,
    COALESCE(b.cost, 0) + %(setup)s * COALESCE(b.init_charge, 0),
    %(reason)s
FROM hv_billing_link AS l
INNER JOIN hv_billing AS b ON b.id = l.cdr_id
LEFT JOIN hv_billing_vanished AS v ON v.cdr_id = b.id
LEFT JOIN hv_billing_invoiced AS s ON s.cdr_id = b.id AND s.live_first = 1
LEFT JOIN hv_premium_withheld AS w
    ON w.cdr_id = b.id AND w.customer_id = %(customer_id)s AND w.state <> 'released'
WHERE (
        l.terminal_id = %(terminal_id)s
        OR (%(terminal_id)s = 0 AND l.terminal_id IS NULL)
    )
    AND l.account_id = %(account_id)s
    AND SUBSTRING(b.start_time, 1, 7) = %(call_month)s
    AND v.cdr_id IS NULL
    AND s.cdr_id IS NULL
    AND w.cdr_id IS NULL
    AND (%(failed_only)s = 0 OR b.success_call = 'f')

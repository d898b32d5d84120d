-- Stamp all calls behind the call lines of an invoice that no invoice had yet.
-- invoice_id: int; setup: 1 adds the set-up fee, else 0
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
    n.invoice_id,
    n.id,
    1,
    COALESCE(b.cost, 0) + %(setup)s * COALESCE(b.init_charge, 0),
    COALESCE(b.cost, 0) + %(setup)s * COALESCE(b.init_charge, 0),
    'billed'
FROM hv_invoice_line AS n
INNER JOIN hv_billing_link AS l
    ON l.terminal_id = n.terminal_id AND l.account_id = n.account_id
INNER JOIN hv_billing AS b
    ON b.id = l.cdr_id
    AND SUBSTRING(b.start_time, 1, 7) = TO_CHAR(n.service_month, 'YYYY-MM')
LEFT JOIN hv_billing_vanished AS v ON v.cdr_id = b.id
LEFT JOIN hv_billing_invoiced AS s ON s.cdr_id = b.id AND s.live_first = 1
LEFT JOIN hv_premium_withheld AS w
    ON w.cdr_id = b.id AND w.customer_id = n.customer_id AND w.state <> 'released'
WHERE n.invoice_id = %(invoice_id)s
    AND n.kind = 'calls'
    AND v.cdr_id IS NULL
    AND s.cdr_id IS NULL
    AND w.cdr_id IS NULL

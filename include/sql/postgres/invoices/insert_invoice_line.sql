-- Insert a line of an invoice of ours and return its id.
-- invoice_id, customer_id, account_id, terminal_id, itemid, call_count: int; kind, description: text
-- service_month: date, first day; live_subscription: 1 or NULL; exact_net, tax_rate, gross: decimal
INSERT INTO hv_invoice_line (
    invoice_id,
    customer_id,
    account_id,
    terminal_id,
    kind,
    service_month,
    live_subscription,
    itemid,
    description,
    exact_net,
    tax_rate,
    gross,
    call_count
)
VALUES (
    %(invoice_id)s,
    %(customer_id)s,
    %(account_id)s,
    %(terminal_id)s,
    %(kind)s,
    %(service_month)s,
    %(live_subscription)s,
    %(itemid)s,
    %(description)s,
    %(exact_net)s,
    %(tax_rate)s,
    %(gross)s,
    %(call_count)s
)
RETURNING id

-- Own index. Holds all that the check of an invoice's stamps reads.
CREATE INDEX IF NOT EXISTS hv_billing_invoiced_invoice ON hv_billing_invoiced (invoice_id, line_id, cost_billed)

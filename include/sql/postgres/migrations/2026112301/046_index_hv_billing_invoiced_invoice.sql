-- Own index.
CREATE INDEX IF NOT EXISTS hv_billing_invoiced_invoice ON hv_billing_invoiced (invoice_id)

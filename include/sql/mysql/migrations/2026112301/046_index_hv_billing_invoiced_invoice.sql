-- Own index.
CREATE INDEX hv_billing_invoiced_invoice ON hv_billing_invoiced (invoice_id)

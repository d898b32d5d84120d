-- Own index.
CREATE INDEX IF NOT EXISTS hv_billing_invoiced_cdr ON hv_billing_invoiced (cdr_id)

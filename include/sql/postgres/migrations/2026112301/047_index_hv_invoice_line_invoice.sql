-- Own index.
CREATE INDEX IF NOT EXISTS hv_invoice_line_invoice ON hv_invoice_line (invoice_id)

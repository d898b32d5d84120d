-- Own index.
CREATE INDEX hv_invoice_line_invoice ON hv_invoice_line (invoice_id)

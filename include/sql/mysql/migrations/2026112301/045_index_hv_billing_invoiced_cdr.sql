-- Own index.
CREATE INDEX hv_billing_invoiced_cdr ON hv_billing_invoiced (cdr_id)

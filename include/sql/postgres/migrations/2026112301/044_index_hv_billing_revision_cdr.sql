-- Own index.
CREATE INDEX IF NOT EXISTS hv_billing_revision_cdr ON hv_billing_revision (cdr_id)

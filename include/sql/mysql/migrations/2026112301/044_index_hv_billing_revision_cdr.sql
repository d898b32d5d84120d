-- Own index.
CREATE INDEX hv_billing_revision_cdr ON hv_billing_revision (cdr_id)

-- Own index.
CREATE INDEX IF NOT EXISTS hv_billing_link_terminal ON hv_billing_link (terminal_id)

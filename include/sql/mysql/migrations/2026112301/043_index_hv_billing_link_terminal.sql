-- Own index.
CREATE INDEX hv_billing_link_terminal ON hv_billing_link (terminal_id)

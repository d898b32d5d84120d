-- Own index. Stamps are found by it; calls linked to an account alone have no terminal.
CREATE INDEX hv_billing_link_terminal ON hv_billing_link (terminal_id, account_id)

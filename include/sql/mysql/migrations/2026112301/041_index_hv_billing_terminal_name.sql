-- Own index. Links are found by terminal name.
CREATE INDEX hv_billing_terminal_name ON hv_billing (terminal_name)

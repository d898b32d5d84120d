-- Own index.
CREATE INDEX hv_terminal_customer ON hv_terminal (customerid)

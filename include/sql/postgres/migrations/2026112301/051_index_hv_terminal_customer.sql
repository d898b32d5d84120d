-- Own index.
CREATE INDEX IF NOT EXISTS hv_terminal_customer ON hv_terminal (customerid)

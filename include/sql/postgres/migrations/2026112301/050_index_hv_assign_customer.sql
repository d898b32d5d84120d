-- Own index.
CREATE INDEX IF NOT EXISTS hv_assign_customer ON hv_assign (customerid)

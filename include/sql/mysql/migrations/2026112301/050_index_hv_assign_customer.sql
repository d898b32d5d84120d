-- Own index.
CREATE INDEX hv_assign_customer ON hv_assign (customerid)

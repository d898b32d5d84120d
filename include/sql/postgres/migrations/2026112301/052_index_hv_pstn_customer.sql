-- Own index.
CREATE INDEX IF NOT EXISTS hv_pstn_customer ON hv_pstn (customerid)

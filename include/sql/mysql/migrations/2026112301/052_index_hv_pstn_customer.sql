-- Own index.
CREATE INDEX hv_pstn_customer ON hv_pstn (customerid)

-- The old plugin's index, where it is missing.
CREATE INDEX IF NOT EXISTS hv_billing_customerid ON hv_billing (customerid)

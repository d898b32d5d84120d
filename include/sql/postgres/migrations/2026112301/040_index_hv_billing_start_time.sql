-- Own index. Windows and months are cut by the local start, windows also by the call type.
CREATE INDEX IF NOT EXISTS hv_billing_start_time ON hv_billing (start_time, calltype)

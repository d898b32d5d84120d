-- Own index.
CREATE INDEX IF NOT EXISTS hv_change_run ON hv_change (run_id)

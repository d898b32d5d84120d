-- Own index.
CREATE INDEX hv_change_run ON hv_change (run_id)

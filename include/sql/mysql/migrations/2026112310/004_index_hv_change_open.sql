-- Own index.
CREATE INDEX hv_change_open ON hv_change (finished_at, fingerprint)

-- Own index.
CREATE INDEX IF NOT EXISTS hv_change_open ON hv_change (finished_at, fingerprint)

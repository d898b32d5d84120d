-- Own index.
CREATE INDEX IF NOT EXISTS hv_load_window ON hv_load (category, window_from)

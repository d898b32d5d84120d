-- Own index.
CREATE INDEX hv_load_window ON hv_load (category, window_from)

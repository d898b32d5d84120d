-- Own index. Links are found by terminal name.
CREATE INDEX IF NOT EXISTS hv_terminal_history_name ON hv_terminal_history (name)

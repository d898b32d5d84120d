-- Own index. Links are found by terminal name.
CREATE INDEX hv_terminal_history_name ON hv_terminal_history (name)

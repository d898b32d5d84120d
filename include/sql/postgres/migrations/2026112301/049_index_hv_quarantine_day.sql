-- Own index.
CREATE INDEX IF NOT EXISTS hv_quarantine_day ON hv_quarantine (day)

-- Own index.
CREATE INDEX hv_quarantine_day ON hv_quarantine (day)

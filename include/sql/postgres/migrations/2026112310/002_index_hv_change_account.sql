-- Own index.
CREATE INDEX IF NOT EXISTS hv_change_account ON hv_change (account_id, created_at)

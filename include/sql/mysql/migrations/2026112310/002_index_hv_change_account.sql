-- Own index.
CREATE INDEX hv_change_account ON hv_change (account_id, created_at)

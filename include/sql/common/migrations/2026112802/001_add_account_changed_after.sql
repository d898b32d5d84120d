-- When the import before began that still saw the account's state before (epoch seconds): a state began
-- between this and valid_from. NULL: with valid_from.
ALTER TABLE hv_account_history ADD COLUMN changed_after bigint

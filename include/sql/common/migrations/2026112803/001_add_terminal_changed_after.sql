-- When the import before began that still saw the terminal's state before (epoch seconds): a state began
-- between this and valid_from. NULL: with valid_from.
ALTER TABLE hv_terminal_history ADD COLUMN changed_after bigint

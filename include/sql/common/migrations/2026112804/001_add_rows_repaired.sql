-- Calls that this load stored with a faulty field empty or cut; a part of inserted, updated, unchanged.
ALTER TABLE hv_load ADD COLUMN rows_repaired bigint DEFAULT 0 NOT NULL

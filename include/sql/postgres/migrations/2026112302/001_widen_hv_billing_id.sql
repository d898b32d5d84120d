-- Widen hv_billing.id where the old plugin made it an integer: ids above 2^31 must fit.
-- Rewrites the table under an exclusive lock (see docs/operations.md for the time it takes).
ALTER TABLE hv_billing ALTER COLUMN id TYPE bigint

-- Widen hv_billing.id where it is narrower: ids above 2^31 must fit.
ALTER TABLE hv_billing MODIFY COLUMN id bigint NOT NULL

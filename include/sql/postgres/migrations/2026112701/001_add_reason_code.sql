-- Why an invoice is in its state: the code, and its arguments as a JSON object. `reason` says the same
-- in English for people who read the table; no code reads it.
ALTER TABLE hv_invoice
ADD COLUMN IF NOT EXISTS reason_code varchar(40),
ADD COLUMN IF NOT EXISTS reason_args text

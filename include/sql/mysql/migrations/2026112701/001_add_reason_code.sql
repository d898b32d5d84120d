-- Why an invoice is in its state: the code, and its arguments as a JSON object. `reason` says the same
-- in English for people who read the table; no code reads it.
ALTER TABLE hv_invoice
ADD COLUMN reason_code varchar(40),
ADD COLUMN reason_args text

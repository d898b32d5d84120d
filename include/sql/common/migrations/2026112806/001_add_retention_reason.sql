-- Why a month was deleted although something of it could not be billed; a person's words, or NULL.
ALTER TABLE hv_retention ADD COLUMN reason text

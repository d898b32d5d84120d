-- 'repaired': the call is stored, this is the record as it came. NULL: it waits, or was stored later.
ALTER TABLE hv_quarantine ADD COLUMN state varchar(15)

-- Own index. Usage of a range is compared number by number.
CREATE INDEX IF NOT EXISTS hv_pstnusage_extension ON hv_pstnusage (extension)

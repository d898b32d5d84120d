-- Own index. Usage of a range is compared number by number.
CREATE INDEX hv_pstnusage_extension ON hv_pstnusage (extension)

-- Forget the calls that were gathered.
DROP TABLE IF EXISTS hv_retention_day

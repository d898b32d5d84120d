-- Forget the calls that were gathered; without TEMPORARY the statement would commit.
DROP TEMPORARY TABLE IF EXISTS hv_retention_day

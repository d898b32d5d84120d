-- Record the version of our tables.
-- version: text, YYYYMMDDNN
INSERT INTO dbinfo (keytype, keyvalue) VALUES ('dbversion_hiperus_airflow', %(version)s)
ON DUPLICATE KEY UPDATE keyvalue = %(version)s

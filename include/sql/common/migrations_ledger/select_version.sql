-- The recorded version of our tables, the way LMS records a plugin's; no row: none yet.
SELECT keyvalue FROM dbinfo WHERE keytype = 'dbversion_hiperus_airflow'

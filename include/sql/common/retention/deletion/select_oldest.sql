-- When the oldest call that is stored began, wall time; NULL: there is none.
SELECT MIN(start_time) AS start_time FROM hv_billing

-- How many number ranges LMS lists; one row.
SELECT COUNT(*) AS ranges FROM hv_pstnrange

-- First and last day of which anything is known; one row, NULL where no call was ever loaded.
SELECT
    MIN(day) AS first_day,
    MAX(day) AS last_day
FROM hv_coverage

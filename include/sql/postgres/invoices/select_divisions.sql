-- LMS's divisions with their addresses; grain: division.
-- {columns}: the columns that this LMS has; {table}: vdivisions, or divisions in an old LMS
SELECT {columns}
FROM {table}
ORDER BY id

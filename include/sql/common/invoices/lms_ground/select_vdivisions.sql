-- LMS's divisions with their addresses, in a current LMS; grain: division.
-- {columns}: the columns that this LMS has
SELECT {columns}
FROM vdivisions
ORDER BY id

-- LMS's divisions with their addresses, in an old LMS, where they hold their address; grain: division.
-- {columns}: the columns that this LMS has
SELECT {columns}
FROM divisions
ORDER BY id

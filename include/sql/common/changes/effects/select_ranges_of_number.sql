-- The ranges that hold a number; grain: one range.
-- extension: bigint
SELECT
    id,
    country_code
FROM hv_pstnrange
WHERE %(extension)s BETWEEN range_start AND range_end
ORDER BY id

-- Take a call off the missing ones: it came, but could not be read.
-- id: bigint
DELETE FROM hv_cdr_missing WHERE id = %(id)s

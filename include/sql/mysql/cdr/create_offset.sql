-- Make the working table of Warsaw's offsets: wall times half-open, seconds ahead of UTC.
CREATE TEMPORARY TABLE hv_cdr_offset (
    wall_from varbinary(40) NOT NULL,
    wall_to varbinary(40) NOT NULL,
    seconds integer NOT NULL
) ENGINE = InnoDB

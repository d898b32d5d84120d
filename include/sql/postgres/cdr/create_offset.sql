-- Make the working table of Warsaw's offsets: wall times half-open, seconds ahead of UTC.
CREATE TEMPORARY TABLE hv_cdr_offset (
    wall_from text NOT NULL,
    wall_to text NOT NULL,
    seconds integer NOT NULL
)

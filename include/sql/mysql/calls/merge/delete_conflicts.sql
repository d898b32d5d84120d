-- Take the calls out of the staging table whose id is stored with another call type.
DELETE stage FROM hv_cdr_stage AS stage
INNER JOIN hv_cdr_known AS known ON stage.seq = known.seq
WHERE
    known.state = 'x'

-- Take the calls out of the staging table whose id is stored with another call type.
DELETE FROM hv_cdr_stage AS stage
USING hv_cdr_known AS known
WHERE stage.seq = known.seq AND known.state = 'x'

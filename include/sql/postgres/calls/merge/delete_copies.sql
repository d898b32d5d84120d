-- Leave one copy of each call in the staging table, and none of an id with two contents.
DELETE FROM hv_cdr_stage AS stage
USING hv_cdr_copies AS copies
WHERE
    stage.id = copies.id
    AND (copies.contents > 1 OR stage.seq <> copies.kept)

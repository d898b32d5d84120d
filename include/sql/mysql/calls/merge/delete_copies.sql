-- Leave one copy of each call in the staging table, and none of an id with two contents.
DELETE stage FROM hv_cdr_stage AS stage
INNER JOIN hv_cdr_copies AS copies ON stage.id = copies.id
WHERE copies.contents > 1 OR stage.seq <> copies.kept

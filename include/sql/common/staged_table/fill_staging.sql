-- Put one record into a table of this session; run once a record, in batches.
-- staging, columns: names; values: a parameter for each column
INSERT INTO {staging} ({columns})
VALUES ({values})

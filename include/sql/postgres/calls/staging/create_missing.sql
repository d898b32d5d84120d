-- Make the working table of stored calls of the window: is it missing in the answer?
CREATE TEMPORARY TABLE hv_cdr_missing (
    id bigint NOT NULL,
    day date NOT NULL
)

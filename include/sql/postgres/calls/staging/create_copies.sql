-- Make the working table of ids that came more than once; kept: the copy that stays.
CREATE TEMPORARY TABLE hv_cdr_copies (
    id bigint NOT NULL,
    kept bigint NOT NULL,
    copies bigint NOT NULL,
    contents bigint NOT NULL,
    answers bigint NOT NULL,
    pages bigint NOT NULL,
    PRIMARY KEY (id)
)

-- Make the working table of ids that came more than once.
CREATE TEMPORARY TABLE hv_cdr_repeated (id bigint NOT NULL) ENGINE = InnoDB

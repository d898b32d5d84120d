-- Make the working table of ids that are stored already.
-- state: u unchanged, c changed, l unchanged but never linked, x stored with another call type
CREATE TEMPORARY TABLE hv_cdr_known (
    id bigint NOT NULL,
    state binary(1) NOT NULL,
    is_vanished binary(1) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB

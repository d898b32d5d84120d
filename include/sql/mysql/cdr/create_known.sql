-- Make the working table of staged calls that were stored before this load.
-- state: u unchanged, c changed, l unchanged but never linked, x stored with another call type
CREATE TEMPORARY TABLE hv_cdr_known (
    seq bigint NOT NULL,
    id bigint NOT NULL,
    state binary(1) NOT NULL,
    is_vanished binary(1) NOT NULL,
    PRIMARY KEY (seq)
) ENGINE = InnoDB

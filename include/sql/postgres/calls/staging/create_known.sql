-- Make the working table of staged calls that are stored already. state: u unchanged, c changed,
-- l unchanged but never linked, x stored with another call type, d a copy stored by this load.
CREATE TEMPORARY TABLE hv_cdr_known (
    seq bigint NOT NULL,
    id bigint NOT NULL,
    state char(1) NOT NULL,
    is_vanished char(1) NOT NULL,
    PRIMARY KEY (seq)
)

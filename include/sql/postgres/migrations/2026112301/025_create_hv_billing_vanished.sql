-- CDRs that the platform no longer lists; kept, marked, not billed if they were not yet.
CREATE TABLE IF NOT EXISTS hv_billing_vanished (
    cdr_id bigint NOT NULL,
    load_id bigint,
    vanished_at bigint NOT NULL,
    PRIMARY KEY (cdr_id)
)

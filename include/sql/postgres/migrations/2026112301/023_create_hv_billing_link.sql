-- Whose call it is: grain one CDR. No terminal_id: unlinked, rule says why.
CREATE TABLE IF NOT EXISTS hv_billing_link (
    cdr_id bigint NOT NULL,
    terminal_id integer,
    account_id integer,
    customer_id integer,
    rule varchar(40) NOT NULL,
    load_id bigint,
    PRIMARY KEY (cdr_id)
)

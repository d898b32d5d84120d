-- Make the working table of links found anew; grain: one call.
CREATE TEMPORARY TABLE hv_cdr_found (
    id bigint NOT NULL,
    terminal_id integer,
    account_id integer,
    customer_id integer,
    rule varchar(40) NOT NULL,
    PRIMARY KEY (id)
)

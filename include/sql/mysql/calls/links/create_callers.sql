-- Make the working table of links: grain names and customer of a call x a span of time.
-- Nothing is '' or 0; valid_from, valid_to: epoch seconds, half-open
CREATE TEMPORARY TABLE hv_cdr_caller (
    terminal_name varbinary(2040) NOT NULL,
    ext_billing_id integer NOT NULL,
    customer_name varbinary(2040) NOT NULL,
    valid_from bigint NOT NULL,
    valid_to bigint NOT NULL,
    terminal_id integer,
    account_id integer,
    customer_id integer,
    rule varchar(40) NOT NULL,
    KEY hv_cdr_caller_name (terminal_name(100))
) ENGINE = InnoDB

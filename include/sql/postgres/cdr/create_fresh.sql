-- Make the working table of what is derived for calls to be written or linked.
-- state: n new, c changed, l only to be linked
CREATE TEMPORARY TABLE hv_cdr_fresh (
    id bigint NOT NULL,
    state char(1) NOT NULL,
    start_time_unix bigint NOT NULL,
    terminal_id integer,
    account_id integer,
    customer_id integer,
    rule varchar(40) NOT NULL
)

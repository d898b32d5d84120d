-- One state of an account over [valid_from, valid_to) in epoch seconds. listed = f: gone from the platform.
CREATE TABLE IF NOT EXISTS hv_account_history (
    id bigint NOT NULL AUTO_INCREMENT,
    account_id integer NOT NULL,
    name varchar(255),
    customer_id integer,
    issue_invoice char(1),
    invoiced_by varchar(1),
    payment_type varchar(10),
    active char(1),
    is_removed char(1),
    create_date varchar(30),
    listed char(1) NOT NULL DEFAULT 't',
    valid_from bigint NOT NULL,
    valid_to bigint,
    load_id bigint,
    PRIMARY KEY (id),
    UNIQUE (account_id, valid_from)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

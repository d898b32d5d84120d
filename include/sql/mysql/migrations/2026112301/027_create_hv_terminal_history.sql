-- One state of a terminal over [valid_from, valid_to) in epoch seconds. numbers: comma separated.
CREATE TABLE IF NOT EXISTS hv_terminal_history (
    id bigint NOT NULL AUTO_INCREMENT,
    terminal_id integer NOT NULL,
    account_id integer NOT NULL,
    name varchar(255),
    pricelist_name varchar(255),
    subscription_id integer,
    subscription_from varchar(50),
    subscription_to varchar(50),
    listed char(1) NOT NULL DEFAULT 't',
    valid_from bigint NOT NULL,
    valid_to bigint,
    load_id bigint,
    PRIMARY KEY (id),
    UNIQUE (terminal_id, valid_from)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

-- One state of a subscription over [valid_from, valid_to) in epoch seconds. invoice_value: PLN net a month, exact (the old table rounds).
CREATE TABLE IF NOT EXISTS hv_subscription_history (
    id bigint NOT NULL AUTO_INCREMENT,
    subscription_id integer NOT NULL,
    name varchar(255),
    invoice_value decimal(12, 4),
    listed char(1) NOT NULL DEFAULT 't',
    valid_from bigint NOT NULL,
    valid_to bigint,
    load_id bigint,
    PRIMARY KEY (id),
    UNIQUE (subscription_id, valid_from)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

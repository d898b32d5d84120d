-- Old table, made only where it is missing; an existing one keeps its types.
CREATE TABLE IF NOT EXISTS hv_subscriptionlist (
    id integer NOT NULL,
    name varchar(255),
    value decimal(9, 2),
    f_dld varchar(255),
    f_mobile varchar(255),
    f_ild varchar(255),
    id_reseller integer,
    invoice_value decimal(9, 2),
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

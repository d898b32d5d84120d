-- Old table, made only where it is missing; an existing one keeps its types.
CREATE TABLE IF NOT EXISTS hv_pstnusage (
    id bigint NOT NULL AUTO_INCREMENT,
    extension bigint NOT NULL,
    number integer,
    customerid integer NOT NULL DEFAULT 0,
    country_code varchar(6),
    customer_name varchar(255),
    idrange integer,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

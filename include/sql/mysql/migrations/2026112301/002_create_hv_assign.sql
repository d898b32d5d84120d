-- Old table, made only where it is missing; an existing one keeps its types.
CREATE TABLE IF NOT EXISTS hv_assign (
    id bigint NOT NULL AUTO_INCREMENT,
    customerid integer NOT NULL DEFAULT 0,
    keytype varchar(30),
    keyvalue varchar(255),
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

-- Old table, made only where it is missing; an existing one keeps its types. Static data of the old plugin.
CREATE TABLE IF NOT EXISTS hv_borough (
    id integer NOT NULL,
    name varchar(255),
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

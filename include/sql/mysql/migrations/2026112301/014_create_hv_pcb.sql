-- Old table, made only where it is missing; an existing one keeps its types. Static data of the old plugin.
CREATE TABLE IF NOT EXISTS hv_pcb (
    id integer NOT NULL,
    id_province integer,
    id_county integer,
    id_borough integer,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

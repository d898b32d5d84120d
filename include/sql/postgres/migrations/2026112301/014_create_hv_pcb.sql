-- Old table, made only where it is missing; an existing one keeps its types. Static data of the old plugin.
CREATE TABLE IF NOT EXISTS hv_pcb (
    id integer NOT NULL,
    id_province integer,
    id_county integer,
    id_borough integer,
    PRIMARY KEY (id)
)

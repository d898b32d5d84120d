-- Old table, made only where it is missing; an existing one keeps its types. Static data of the old plugin.
CREATE TABLE IF NOT EXISTS hv_province (
    id integer NOT NULL,
    name varchar(255),
    PRIMARY KEY (id)
)

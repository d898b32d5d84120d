-- Old table, made only where it is missing; an existing one keeps its types.
CREATE TABLE IF NOT EXISTS hv_enduserlist (
    id integer NOT NULL,
    customerid integer NOT NULL DEFAULT 0,
    password varchar(255),
    email varchar(255),
    admin char(1) DEFAULT 't',
    vm_count integer,
    fax_count integer,
    exten_count integer,
    vexten_count integer,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

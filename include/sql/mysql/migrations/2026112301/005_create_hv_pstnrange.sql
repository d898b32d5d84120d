-- Old table, made only where it is missing; an existing one keeps its types.
CREATE TABLE IF NOT EXISTS hv_pstnrange (
    id integer NOT NULL,
    range_start bigint,
    range_end bigint,
    description varchar(255),
    id_reseller integer,
    country_code varchar(6),
    open_registration char(1) DEFAULT 'f',
    ussage char(1) DEFAULT 't',
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

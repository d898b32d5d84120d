-- Old table, made only where it is missing; an existing one keeps its types.
CREATE TABLE IF NOT EXISTS hv_pstn (
    id integer NOT NULL,
    customerid integer NOT NULL DEFAULT 0,
    extension varchar(30),
    country_code varchar(3) DEFAULT '48',
    number varchar(20),
    is_main char(1) DEFAULT 't',
    disa_enabled char(1) DEFAULT 'f',
    clir char(1) DEFAULT 'f',
    virtual_fax char(1) DEFAULT 'f',
    terminal_name varchar(100),
    id_auth integer,
    create_date varchar(30),
    voicemail_enabled char(1) DEFAULT 't',
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

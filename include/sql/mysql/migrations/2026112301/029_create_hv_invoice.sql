-- Invoices of ours: customer x billed month (its first day) x kind x sequence. live_regular: 1 for a regular one that is not void, else NULL.
CREATE TABLE IF NOT EXISTS hv_invoice (
    id bigint NOT NULL AUTO_INCREMENT,
    customer_id integer NOT NULL,
    billed_month date NOT NULL,
    kind varchar(10) NOT NULL,
    sequence integer NOT NULL DEFAULT 1,
    state varchar(10) NOT NULL,
    live_regular smallint,
    docid integer,
    fullnumber varchar(50),
    issued_at bigint,
    net decimal(12, 2) NOT NULL DEFAULT 0,
    vat decimal(12, 2) NOT NULL DEFAULT 0,
    gross decimal(12, 2) NOT NULL DEFAULT 0,
    reason text,
    missing_cdrs_reason text,
    dag_id varchar(250),
    run_id varchar(250),
    updated_at bigint NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (customer_id, billed_month, kind, sequence),
    UNIQUE (customer_id, billed_month, live_regular)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

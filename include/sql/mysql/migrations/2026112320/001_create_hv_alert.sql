-- One cause of an alert: told once, to whom sent_to says. Instants: epoch seconds.
CREATE TABLE IF NOT EXISTS hv_alert (
    id bigint NOT NULL AUTO_INCREMENT,
    cause varchar(190) NOT NULL,
    kind varchar(20) NOT NULL,
    subject varchar(500) NOT NULL,
    facts text NOT NULL,
    times integer NOT NULL DEFAULT 1,
    first_at bigint NOT NULL,
    last_at bigint NOT NULL,
    sent_at bigint,
    sent_to varchar(1000) NOT NULL DEFAULT '',
    dag_id varchar(250),
    run_id varchar(250),
    PRIMARY KEY (id),
    UNIQUE (cause)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin

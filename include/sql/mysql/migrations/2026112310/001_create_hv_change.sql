-- One live change of an account, a terminal or a number: grain one intent. Instants: epoch seconds.
-- payload, request, before_values, after_values: JSON without secrets. finished_at NULL: still open.
CREATE TABLE IF NOT EXISTS hv_change (
    id bigint NOT NULL AUTO_INCREMENT,
    entity varchar(10) NOT NULL,
    action varchar(10) NOT NULL,
    state varchar(10) NOT NULL,
    dry_run char(1) NOT NULL DEFAULT 'f',
    account_id integer,
    platform_id integer,
    object_name varchar(255),
    fingerprint char(64) NOT NULL,
    payload longtext NOT NULL,
    request longtext,
    before_values longtext,
    after_values longtext,
    reason longtext,
    who varchar(255),
    dag_id varchar(250),
    run_id varchar(250),
    try_number integer,
    created_at bigint NOT NULL,
    sent_at bigint,
    applied_at bigint,
    confirmed_at bigint,
    finished_at bigint,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

-- Former versions of changed or vanished CDRs; values are JSON. kind: changed, vanished, restored, replaced.
CREATE TABLE IF NOT EXISTS hv_billing_revision (
    id bigint NOT NULL AUTO_INCREMENT,
    cdr_id bigint NOT NULL,
    kind varchar(10) NOT NULL,
    old_values mediumtext,
    new_values mediumtext,
    load_id bigint,
    created_at bigint NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

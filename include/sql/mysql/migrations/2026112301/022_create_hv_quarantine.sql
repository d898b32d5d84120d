-- Records that could not be stored, as they came. cost: what could be read of it, PLN net.
CREATE TABLE IF NOT EXISTS hv_quarantine (
    id bigint NOT NULL AUTO_INCREMENT,
    category varchar(20) NOT NULL,
    record_id varchar(50),
    record longtext NOT NULL,
    field varchar(50),
    reason varchar(255) NOT NULL,
    day date,
    calltype varchar(20),
    success char(1),
    cost decimal(18, 4),
    fingerprint char(64) NOT NULL,
    load_id bigint,
    created_at bigint NOT NULL,
    resolved_at bigint,
    resolution varchar(255),
    PRIMARY KEY (id),
    UNIQUE (fingerprint)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

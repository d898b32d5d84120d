-- A month whose calls were deleted after their time (retention_months), and what they came to. Its
-- calls are not loaded again. call_month: first day; net: PLN; records: of quarantine. Instants: epoch
-- seconds; finished_at NULL: not all of it is deleted yet.
CREATE TABLE IF NOT EXISTS hv_retention (
    call_month date NOT NULL,
    calls bigint NOT NULL DEFAULT 0,
    net decimal(18, 4) NOT NULL DEFAULT 0,
    records bigint NOT NULL DEFAULT 0,
    started_at bigint NOT NULL,
    finished_at bigint,
    dag_id varchar(250),
    run_id varchar(250),
    PRIMARY KEY (call_month)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4

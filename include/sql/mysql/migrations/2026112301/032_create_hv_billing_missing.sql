-- Calls that the last complete answer of their type did not hold; judged per day, then vanished.
CREATE TABLE IF NOT EXISTS hv_billing_missing (
    cdr_id bigint NOT NULL,
    load_id bigint,
    noticed_at bigint NOT NULL,
    PRIMARY KEY (cdr_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

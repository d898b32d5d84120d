-- Calls that must be kept; grain: one hold of a customer's calls. Instants: epoch seconds.
-- held_from, held_until: local days as text, as calls have their start; half-open, NULL: open.
CREATE TABLE IF NOT EXISTS hv_hold (
    id bigint NOT NULL AUTO_INCREMENT,
    customer_id integer NOT NULL,
    held_from varchar(10) NOT NULL,
    held_until varchar(10),
    reason text NOT NULL,
    noted_by varchar(255),
    noted_at bigint NOT NULL,
    dag_id varchar(250),
    run_id varchar(250),
    ended_at bigint,
    ended_by varchar(255),
    ended_reason text,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

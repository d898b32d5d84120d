-- What a subscriber may spend on premium-rate services in a month; grain: one choice of a customer.
-- valid_from: first day of the first month; amount: PLN, gross or net as a setting says. Of the choices that
-- are not ended the newest one holds that is valid in the month. Instants: epoch seconds.
CREATE TABLE IF NOT EXISTS hv_premium_limit (
    id bigint NOT NULL AUTO_INCREMENT,
    customer_id integer NOT NULL,
    valid_from date NOT NULL,
    amount decimal(12, 2) NOT NULL,
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

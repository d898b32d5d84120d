-- Calls above a premium limit (PKE art. 344): not billed unless a person releases them; grain: call.
-- call_month: first day; cost: PLN net when it was decided, of a call billed before only the increase;
-- state: withheld, released or written_off; invoice_id: whose issue withheld it. Instants: epoch seconds.
CREATE TABLE IF NOT EXISTS hv_premium_withheld (
    cdr_id bigint NOT NULL,
    customer_id integer NOT NULL,
    call_month date NOT NULL,
    cost decimal(12, 4) NOT NULL,
    state varchar(15) NOT NULL,
    invoice_id bigint NOT NULL,
    withheld_at bigint NOT NULL,
    decided_by varchar(255),
    decided_at bigint,
    reason text,
    dag_id varchar(250),
    run_id varchar(250),
    PRIMARY KEY (cdr_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

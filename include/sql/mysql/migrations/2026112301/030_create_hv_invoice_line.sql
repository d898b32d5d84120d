-- Lines of our invoices. exact_net: PLN, 4 decimals; gross: PLN. live_subscription: 1 for a subscription line of an invoice that is not void, else NULL.
CREATE TABLE IF NOT EXISTS hv_invoice_line (
    id bigint NOT NULL AUTO_INCREMENT,
    invoice_id bigint NOT NULL,
    customer_id integer NOT NULL,
    account_id integer NOT NULL,
    terminal_id integer NOT NULL,
    kind varchar(15) NOT NULL,
    service_month date NOT NULL,
    live_subscription smallint,
    itemid integer,
    description text NOT NULL,
    exact_net decimal(18, 4) NOT NULL,
    tax_rate decimal(4, 2) NOT NULL,
    gross decimal(12, 2) NOT NULL,
    call_count bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    UNIQUE (terminal_id, service_month, live_subscription)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

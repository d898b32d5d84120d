-- What of a call was billed where: CDR x invoice line. cost_billed: signed, PLN net. line_id NULL: settled without a line, reason says why.
CREATE TABLE IF NOT EXISTS hv_billing_invoiced (
    id bigint NOT NULL AUTO_INCREMENT,
    cdr_id bigint NOT NULL,
    invoice_id bigint NOT NULL,
    line_id bigint,
    cost_billed decimal(12, 4) NOT NULL,
    reason varchar(20) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

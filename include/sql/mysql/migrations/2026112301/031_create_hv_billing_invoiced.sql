-- What of a call was billed where: CDR x invoice line. cost_billed: signed, PLN net; cost_settled: the
-- cost that counts as done with (also where nothing was billed). line_id NULL: settled without a
-- line, reason says why. live_first: 1 for a call's first stamp, else NULL: no call is billed twice.
CREATE TABLE IF NOT EXISTS hv_billing_invoiced (
    id bigint NOT NULL AUTO_INCREMENT,
    cdr_id bigint NOT NULL,
    invoice_id bigint NOT NULL,
    line_id bigint,
    live_first smallint,
    cost_billed decimal(12, 4) NOT NULL,
    cost_settled decimal(12, 4) NOT NULL DEFAULT 0,
    reason varchar(20) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (cdr_id, live_first)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_polish_ci

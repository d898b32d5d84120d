-- Whether the calls of a day are here: grain day x call type x success. States: loaded, empty, partial, failed, closed.
CREATE TABLE IF NOT EXISTS hv_coverage (
    day date NOT NULL,
    calltype varchar(20) NOT NULL,
    success char(1) NOT NULL,
    state varchar(10) NOT NULL,
    row_count bigint NOT NULL DEFAULT 0,
    sum_duration bigint NOT NULL DEFAULT 0,
    sum_cost decimal(18, 4) NOT NULL DEFAULT 0,
    sum_init_charge decimal(18, 4) NOT NULL DEFAULT 0,
    load_id bigint,
    confirmed_at bigint NOT NULL,
    PRIMARY KEY (day, calltype, success)
)

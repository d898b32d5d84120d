-- Derive start and link of the calls to be written. Inside the window there is one offset before
-- a change of the clocks and one after; for other times the table of offsets is asked.
-- window_from, shift, window_to: wall times; before, after: seconds ahead of UTC
INSERT INTO hv_cdr_fresh (
    id,
    state,
    start_time_unix,
    terminal_id,
    account_id,
    customer_id,
    rule
)
SELECT
    made.id,
    made.state,
    made.start_time_unix,
    caller.terminal_id,
    caller.account_id,
    caller.customer_id,
    caller.rule
FROM (
    SELECT
        stage.id,
        COALESCE(known.state, 'n') AS state,
        COALESCE(stage.terminal_name, '') AS terminal_name,
        COALESCE(stage.ext_billing_id, 0) AS ext_billing_id,
        COALESCE(stage.customer_name, '') AS customer_name,
        TIMESTAMPDIFF(
            SECOND, '1970-01-01 00:00:00', CAST(LEFT(stage.start_time, 19) AS datetime)
        )
        - CASE
            WHEN
                stage.start_time >= %(window_from)s
                AND stage.start_time < %(window_to)s
                THEN
                    CASE
                        WHEN stage.start_time < %(shift)s THEN %(before)s
                        ELSE %(after)s
                    END
            ELSE (
                SELECT wall.seconds FROM hv_cdr_offset AS wall
                WHERE wall.wall_from <= stage.start_time AND stage.start_time < wall.wall_to
            )
        END AS start_time_unix
    FROM hv_cdr_stage AS stage
    LEFT JOIN hv_cdr_known AS known ON stage.id = known.id
    WHERE known.id IS NULL OR known.state IN ('c', 'l')
) AS made
INNER JOIN hv_cdr_caller AS caller
    ON
        made.terminal_name = caller.terminal_name
        AND made.ext_billing_id = caller.ext_billing_id
        AND made.customer_name = caller.customer_name
        AND caller.valid_from <= made.start_time_unix
        AND made.start_time_unix < caller.valid_to

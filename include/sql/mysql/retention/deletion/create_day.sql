-- Gather the calls of a day that are deleted: all but those that a hold keeps; grain: call.
-- held: the statement `calls/holds/select_held`; from_time, to_time: wall times
CREATE TEMPORARY TABLE hv_retention_day (PRIMARY KEY (id)) AS
SELECT
    b.id,
    b.cost
FROM hv_billing AS b
WHERE b.start_time >= %(from_time)s
    AND b.start_time < %(to_time)s
    AND b.id NOT IN ({held})

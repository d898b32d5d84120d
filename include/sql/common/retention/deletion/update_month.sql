-- Add what was deleted to a month's row.
-- call_month: date; calls, records: bigint; net: PLN
UPDATE hv_retention
SET
    calls = calls + %(calls)s,
    net = net + %(net)s,
    records = records + %(records)s
WHERE call_month = %(call_month)s

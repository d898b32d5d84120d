-- Close the covered days of an invoiced month; partial and failed days stay as they are.
-- start, until: date, half-open
UPDATE hv_coverage
SET state = 'closed'
WHERE day >= %(start)s AND day < %(until)s AND state IN ('loaded', 'empty')

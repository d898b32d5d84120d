-- Release the withheld calls of a customer's month, or write them off, as a person decided.
-- customer_id: int; call_month: date; former, or_former: the states that may change; state: the new one
-- decided_by, reason: text; decided_at: epoch seconds
UPDATE hv_premium_withheld
SET
    state = %(state)s,
    decided_by = %(decided_by)s,
    decided_at = %(decided_at)s,
    reason = %(reason)s
WHERE customer_id = %(customer_id)s
    AND call_month = %(call_month)s
    AND state IN (%(former)s, %(or_former)s)

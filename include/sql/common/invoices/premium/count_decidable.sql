-- How many calls of a customer's month may be released or written off; one row. net: PLN as withheld.
-- customer_id: int; call_month: date; former, or_former: the states that may change
SELECT
    COUNT(*) AS calls,
    COALESCE(SUM(cost), 0) AS net
FROM hv_premium_withheld
WHERE customer_id = %(customer_id)s
    AND call_month = %(call_month)s
    AND state IN (%(former)s, %(or_former)s)

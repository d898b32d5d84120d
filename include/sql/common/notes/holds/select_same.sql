-- The live hold of the same customer, days and reason, if there is one.
-- customer_id: int; held_from, held_until: days as text, until empty: open; reason: text
SELECT MIN(id) AS id
FROM hv_hold
WHERE customer_id = %(customer_id)s
    AND held_from = %(held_from)s
    AND COALESCE(held_until, '') = %(held_until)s
    AND reason = %(reason)s
    AND ended_at IS NULL

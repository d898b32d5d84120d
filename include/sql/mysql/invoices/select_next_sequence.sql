-- The next sequence of a customer, month and kind.
-- customer_id: int; billed_month: date, first day; kind: text
SELECT COALESCE(MAX(sequence), 0) + 1 AS sequence
FROM hv_invoice
WHERE customer_id = %(customer_id)s AND billed_month = %(billed_month)s AND kind = %(kind)s

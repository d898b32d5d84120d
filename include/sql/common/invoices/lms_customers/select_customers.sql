-- LMS's customers that any account is or was linked to; grain: customer (LMS's view can repeat one).
-- {columns}: the columns that this LMS has
SELECT {columns}
FROM customeraddressview
WHERE id IN (SELECT h.customer_id FROM hv_account_history AS h WHERE h.customer_id IS NOT NULL)
ORDER BY id

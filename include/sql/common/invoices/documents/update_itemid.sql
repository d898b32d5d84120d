-- Note under which position LMS shows a line of ours now; NULL: no longer.
-- id, itemid: int
UPDATE hv_invoice_line
SET itemid = %(itemid)s
WHERE id = %(id)s

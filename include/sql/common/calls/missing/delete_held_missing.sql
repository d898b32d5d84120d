-- Take calls that a hold keeps off those that a full refresh removes.
-- held: the statement `calls/holds/select_held`
DELETE FROM hv_cdr_missing
WHERE id IN ({held})

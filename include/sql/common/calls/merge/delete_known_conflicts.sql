-- Forget the staged calls whose id is stored with another call type.
DELETE FROM hv_cdr_known WHERE state = 'x'

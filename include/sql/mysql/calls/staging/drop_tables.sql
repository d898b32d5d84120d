-- Remove this session's working tables of a load of calls, where they are left over.
DROP TEMPORARY TABLE IF EXISTS
    hv_cdr_stage,
    hv_cdr_repeated,
    hv_cdr_copies,
    hv_cdr_known,
    hv_cdr_missing

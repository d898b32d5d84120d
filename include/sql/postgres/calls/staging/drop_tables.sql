-- Remove this session's working tables of a load of calls, where they are left over.
DROP TABLE IF EXISTS
    pg_temp.hv_cdr_stage,
    pg_temp.hv_cdr_repeated,
    pg_temp.hv_cdr_copies,
    pg_temp.hv_cdr_known,
    pg_temp.hv_cdr_missing

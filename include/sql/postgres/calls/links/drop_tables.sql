-- Remove this session's working tables of links, where they are left over.
DROP TABLE IF EXISTS
    pg_temp.hv_cdr_caller,
    pg_temp.hv_cdr_found

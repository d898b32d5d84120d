-- Remove this session's working tables of links, where they are left over.
DROP TEMPORARY TABLE IF EXISTS
    hv_cdr_caller,
    hv_cdr_found

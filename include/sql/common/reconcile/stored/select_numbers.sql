-- PSTN numbers in LMS; grain: number. is_orphan: 1 where its account is not there.
SELECT
    pstn.id,
    pstn.number AS name,
    pstn.customerid AS account_id,
    CASE WHEN account.id IS NULL THEN 1 ELSE 0 END AS is_orphan
FROM hv_pstn AS pstn
LEFT JOIN hv_customers AS account ON account.id = pstn.customerid
ORDER BY pstn.id

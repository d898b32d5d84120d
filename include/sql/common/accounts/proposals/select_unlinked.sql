-- Accounts of the platform that are linked to no LMS customer; grain: account.
SELECT
    a.id,
    a.name,
    a.b_name,
    a.b_nip,
    a.postcode,
    a.b_postcode
FROM hv_customers AS a
WHERE COALESCE(a.ext_billing_id, 0) = 0
ORDER BY a.id

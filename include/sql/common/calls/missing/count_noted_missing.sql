-- Tell whether any call is noted as missing; grain: one row.
SELECT COUNT(*) AS calls FROM (SELECT cdr_id FROM hv_billing_missing LIMIT 1) AS noted

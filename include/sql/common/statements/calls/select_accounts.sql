-- What accounts were called last; grain: account.
SELECT
    h.account_id,
    h.name
FROM hv_account_history AS h
INNER JOIN (
    SELECT
        account_id,
        MAX(valid_from) AS valid_from
    FROM hv_account_history
    GROUP BY account_id
) AS newest ON newest.account_id = h.account_id AND newest.valid_from = h.valid_from

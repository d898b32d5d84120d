-- Names of accounts as the imports saw them, the older state before the newer; grain: account x state.
SELECT
    h.account_id AS account_id,
    h.name AS name
FROM hv_account_history AS h
ORDER BY h.account_id, h.valid_from

-- Give the merge's joins and sums room in memory, and let the transaction wait for slow pages.
SELECT
    SET_CONFIG('work_mem', '64MB', TRUE),
    SET_CONFIG('idle_in_transaction_session_timeout', '0', TRUE)

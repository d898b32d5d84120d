-- Give a read-only session the time that a month's invoice drafts take.
-- The time limit has another name and unit in MariaDB (seconds) than in MySQL (milliseconds).
SET SESSION lock_wait_timeout = 2 /*M!100101 , SESSION max_statement_time = 100 */ /*!50708 , SESSION max_execution_time = 100000 */

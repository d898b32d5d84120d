-- Let this session only read, each transaction from one snapshot, and give up soon: the page's session.
-- The time limit has another name and unit in MariaDB (seconds) than in MySQL (milliseconds).
SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SET SESSION innodb_lock_wait_timeout = 2, SESSION lock_wait_timeout = 2 /*M!100101 , SESSION max_statement_time = 20 */ /*!50708 , SESSION max_execution_time = 20000 */

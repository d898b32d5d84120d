-- Prepare a session: UTC, strict, UTF-8, each statement sees what is committed.
SET NAMES utf8mb4;
SET SESSION sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
SET SESSION time_zone = '+00:00';
SET SESSION innodb_lock_wait_timeout = 600;
SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;
SET @lms_current_user = 0

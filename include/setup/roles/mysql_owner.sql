-- hiperus_owner on MySQL and MariaDB: makes and changes our tables. The DAG hiperus_check runs as it
-- after installing and before the first run of every upgrade; nothing else does.
--
--     mysql lms < include/setup/roles/mysql_owner.sql
--     mysql -e "ALTER USER hiperus_owner IDENTIFIED BY '…' ACCOUNT UNLOCK"
--
-- Run it as root, with the LMS database as the current one; running it again changes nothing. Until it
-- has a password the user is locked. Run it again before every upgrade.
CREATE USER IF NOT EXISTS hiperus_owner ACCOUNT LOCK;

DROP PROCEDURE IF EXISTS hiperus_grant;

DELIMITER //

-- Grant on every table that exists and fits: MySQL refuses a grant on one that does not.
CREATE PROCEDURE hiperus_grant(IN what VARCHAR(100), IN pattern VARCHAR(64))
BEGIN
    DECLARE table_found VARCHAR(64);
    DECLARE is_over INT DEFAULT 0;
    DECLARE found CURSOR FOR
        SELECT table_name FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_name LIKE pattern;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET is_over = 1;
    OPEN found;
    FETCH found INTO table_found;
    WHILE is_over = 0 DO
        SET @hiperus_grant = CONCAT('GRANT ', what, ' ON `', table_found, '` TO hiperus_owner');
        PREPARE grant_it FROM @hiperus_grant;
        EXECUTE grant_it;
        DEALLOCATE PREPARE grant_it;
        FETCH found INTO table_found;
    END WHILE;
    CLOSE found;
END//

DELIMITER ;

-- MySQL knows no rights for tables that are still to be made, other than on the whole database.
-- REFERENCES shows it the columns of what it made, and lets it read nothing.
SET @hiperus_grant = CONCAT(
    'GRANT CREATE, ALTER, INDEX, REFERENCES ON `', DATABASE(), '`.* TO hiperus_owner'
);
PREPARE grant_it FROM @hiperus_grant;
EXECUTE grant_it;
DEALLOCATE PREPARE grant_it;

-- The version of our tables is recorded as LMS records a plugin's; the settings are printed, and may
-- hold the platform's login.
CALL hiperus_grant('SELECT, INSERT, UPDATE', 'dbinfo');
CALL hiperus_grant('SELECT', 'uiconfig');
-- Widening a column copies the table.
CALL hiperus_grant('SELECT, INSERT, UPDATE, DELETE', 'hv\_%');

DROP PROCEDURE hiperus_grant;

-- hiperus_runs on MySQL and MariaDB: what every DAG but hiperus_check needs, and no more. No FILE:
-- calls are sent by LOAD DATA LOCAL, which needs local_infile = 1 on the server and no right.
--
--     mysql lms < include/setup/roles/mysql_runs.sql
--     mysql -e "ALTER USER hiperus_runs IDENTIFIED BY '…' ACCOUNT UNLOCK"
--
-- Run it as root, with the LMS database as the current one, after hiperus_check has made the tables, and
-- again after every upgrade. Running it again changes nothing. Until it has a password the user is
-- locked. Tables that this LMS does not have are left out.
CREATE USER IF NOT EXISTS hiperus_runs ACCOUNT LOCK;

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
        SET @hiperus_grant = CONCAT('GRANT ', what, ' ON `', table_found, '` TO hiperus_runs');
        PREPARE grant_it FROM @hiperus_grant;
        EXECUTE grant_it;
        DEALLOCATE PREPARE grant_it;
        FETCH found INTO table_found;
    END WHILE;
    CLOSE found;
END//

DELIMITER ;

-- CREATE TEMPORARY TABLES: what came is gathered and compared in them. LOCK TABLES: the smallest right
-- with which Oracle's MySQL lets a transaction hold the rows that it takes the next number from.
SET @hiperus_grant = CONCAT(
    'GRANT CREATE TEMPORARY TABLES, LOCK TABLES ON `', DATABASE(), '`.* TO hiperus_runs'
);
PREPARE grant_it FROM @hiperus_grant;
EXECUTE grant_it;
DEALLOCATE PREPARE grant_it;

-- Whom to invoice, from which division, under which number, with which tax and settings.
CALL hiperus_grant('SELECT', 'customers');
CALL hiperus_grant('SELECT', 'customeraddressview');
-- A document owns copies of the addresses it names: the customer's postal one, recipients.
CALL hiperus_grant('SELECT', 'customer\_addresses');
CALL hiperus_grant('SELECT, INSERT', 'addresses');
CALL hiperus_grant('SELECT', 'assignments');
CALL hiperus_grant('SELECT', 'divisions');
CALL hiperus_grant('SELECT', 'vdivisions');
CALL hiperus_grant('SELECT', 'numberplans');
CALL hiperus_grant('SELECT', 'numberplanassignments');
CALL hiperus_grant('SELECT', 'taxes');
CALL hiperus_grant('SELECT', 'dbinfo');
-- The category wlr notes the account's services in two rows of uiconfig.
CALL hiperus_grant('SELECT, INSERT, UPDATE', 'uiconfig');
-- Invoices are added; what is issued is never changed or taken away. LMS's trigger on cash writes the
-- balance with the rights of whoever made the trigger.
CALL hiperus_grant('SELECT, INSERT', 'documents');
CALL hiperus_grant('SELECT, INSERT', 'invoicecontents');
CALL hiperus_grant('SELECT, INSERT', 'cash');
-- Is an invoice with the e-invoice system already, should it be, should it be mailed?
CALL hiperus_grant('SELECT', 'ksefdocuments');
CALL hiperus_grant('SELECT', 'ksefconfig');
CALL hiperus_grant('SELECT', 'customerconsents');
CALL hiperus_grant('SELECT', 'customercontacts');

-- Ours, and the old plugin's. Places are only looked up; what was loaded, covered, changed, let go and
-- invoiced, and by whom, is never deleted.
CALL hiperus_grant('SELECT', 'hv\_province');
CALL hiperus_grant('SELECT', 'hv\_county');
CALL hiperus_grant('SELECT', 'hv\_borough');
CALL hiperus_grant('SELECT', 'hv\_pcb');
CALL hiperus_grant('SELECT, INSERT, UPDATE', 'hv\_load');
CALL hiperus_grant('SELECT, INSERT, UPDATE', 'hv\_coverage');
CALL hiperus_grant('SELECT, INSERT, UPDATE', 'hv\_change');
CALL hiperus_grant('SELECT, INSERT, UPDATE', 'hv\_invoice');
CALL hiperus_grant('SELECT, INSERT, UPDATE', 'hv\_invoice\_line');
CALL hiperus_grant('SELECT, INSERT, UPDATE', 'hv\_document');
CALL hiperus_grant('SELECT, INSERT, UPDATE', 'hv\_retention');
CALL hiperus_grant('SELECT, INSERT, UPDATE', 'hv\_hold');
CALL hiperus_grant('SELECT, INSERT, UPDATE', 'hv\_premium\_limit');
CALL hiperus_grant('SELECT, INSERT, UPDATE', 'hv\_%\_history');
CALL hiperus_grant('SELECT, INSERT, UPDATE, DELETE', 'hv\_customers');
CALL hiperus_grant('SELECT, INSERT, UPDATE, DELETE', 'hv\_assign');
CALL hiperus_grant('SELECT, INSERT, UPDATE, DELETE', 'hv\_terminal');
CALL hiperus_grant('SELECT, INSERT, UPDATE, DELETE', 'hv\_pstn%');
CALL hiperus_grant('SELECT, INSERT, UPDATE, DELETE', 'hv\_enduserlist');
CALL hiperus_grant('SELECT, INSERT, UPDATE, DELETE', 'hv\_pricelist');
CALL hiperus_grant('SELECT, INSERT, UPDATE, DELETE', 'hv\_subscriptionlist');
CALL hiperus_grant('SELECT, INSERT, UPDATE, DELETE', 'hv\_billing%');
CALL hiperus_grant('SELECT, INSERT, UPDATE, DELETE', 'hv\_quarantine');
CALL hiperus_grant('SELECT, INSERT, UPDATE, DELETE', 'hv\_alert');
CALL hiperus_grant('SELECT, INSERT, UPDATE, DELETE', 'hv\_premium\_withheld');

DROP PROCEDURE hiperus_grant;

-- An LMS of 2026, only what this project has to do with: own DDL, from facts about LMS's tables.
-- "None" is NULL, references are foreign keys; what refers to a table that is not here (places,
-- liabilities, promotions, files, prices of calls) is a plain number.
CREATE TABLE cashsources (
    id int NOT NULL AUTO_INCREMENT,
    name varchar(32) NOT NULL DEFAULT '',
    description text DEFAULT NULL,
    account varchar(48) NOT NULL DEFAULT '',
    deleted smallint NOT NULL DEFAULT 0,
    isdefault smallint NOT NULL DEFAULT 0,
    UNIQUE (name),
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE countries (
    id int NOT NULL AUTO_INCREMENT,
    name varchar(255) NOT NULL DEFAULT '',
    ccode varchar(5) DEFAULT NULL,
    UNIQUE (name),
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE addresses (
    id int NOT NULL AUTO_INCREMENT,
    name text DEFAULT NULL,
    state varchar(64) DEFAULT NULL,
    state_id int DEFAULT NULL,
    city varchar(100) DEFAULT NULL,
    city_id int DEFAULT NULL,
    postoffice varchar(32) DEFAULT NULL,
    street varchar(255) DEFAULT NULL,
    street_id int DEFAULT NULL,
    zip varchar(10) DEFAULT NULL,
    country_id int DEFAULT NULL,
    house varchar(20) DEFAULT NULL,
    flat varchar(20) DEFAULT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (country_id) REFERENCES countries (id) ON DELETE SET NULL ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE dbinfo (
    keytype varchar(255) NOT NULL DEFAULT '',
    keyvalue varchar(255) NOT NULL DEFAULT '',
    PRIMARY KEY (keytype)
) ENGINE = InnoDB
-- next
CREATE TABLE divisions (
    id int NOT NULL AUTO_INCREMENT,
    shortname varchar(255) NOT NULL DEFAULT '',
    name text NOT NULL DEFAULT '',
    label varchar(100) DEFAULT NULL,
    firstname varchar(128) DEFAULT NULL,
    lastname varchar(128) DEFAULT NULL,
    birthdate int DEFAULT NULL,
    ten varchar(50) NOT NULL DEFAULT '',
    regon varchar(255) NOT NULL DEFAULT '',
    rbe varchar(255) NOT NULL DEFAULT '',
    rbename varchar(255) NOT NULL DEFAULT '',
    telecomnumber varchar(255) NOT NULL DEFAULT '',
    bank varchar(100) DEFAULT NULL,
    account varchar(48) NOT NULL DEFAULT '',
    email varchar(255) DEFAULT NULL,
    serviceemail varchar(255) DEFAULT NULL,
    phone varchar(255) DEFAULT NULL,
    servicephone varchar(40) DEFAULT NULL,
    inv_header text NOT NULL DEFAULT '',
    inv_footer text NOT NULL DEFAULT '',
    inv_author text NOT NULL DEFAULT '',
    inv_cplace text NOT NULL DEFAULT '',
    inv_paytime smallint DEFAULT NULL,
    inv_paytype smallint DEFAULT NULL,
    description text NOT NULL DEFAULT '',
    status tinyint NOT NULL DEFAULT 0,
    tax_office_code varchar(8) DEFAULT NULL,
    url text DEFAULT NULL,
    userpanel_url text DEFAULT NULL,
    address_id int DEFAULT NULL,
    office_address_id int DEFAULT NULL,
    UNIQUE (shortname, label),
    PRIMARY KEY (id),
    FOREIGN KEY (address_id) REFERENCES addresses (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (office_address_id) REFERENCES addresses (id) ON DELETE SET NULL ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE ksefbatchsessions (
    id int NOT NULL AUTO_INCREMENT,
    ksefnumber varchar(40) NOT NULL,
    cdate int NOT NULL,
    lastupdate int NOT NULL,
    status smallint NOT NULL DEFAULT 0,
    statusdescription text DEFAULT NULL,
    environment smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE ksefconfig (
    id int NOT NULL AUTO_INCREMENT,
    divisionid int NOT NULL,
    delay int NOT NULL,
    allconsumers smallint NOT NULL,
    boundarydate int NOT NULL,
    showbalancesummary smallint NOT NULL,
    xmladdallvalues smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    FOREIGN KEY (divisionid) REFERENCES divisions (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE numberplans (
    id int NOT NULL AUTO_INCREMENT,
    template varchar(255) NOT NULL DEFAULT '',
    period smallint NOT NULL DEFAULT 0,
    doctype int NOT NULL DEFAULT 0,
    isdefault tinyint NOT NULL DEFAULT 0,
    datefrom int NOT NULL DEFAULT 0,
    dateto int NOT NULL DEFAULT 0,
    customertype smallint DEFAULT NULL,
    refflag tinyint NOT NULL DEFAULT 0,
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE numberplanassignments (
    id int NOT NULL AUTO_INCREMENT,
    planid int NOT NULL,
    divisionid int NOT NULL,
    UNIQUE (planid, divisionid),
    PRIMARY KEY (id),
    FOREIGN KEY (planid) REFERENCES numberplans (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (divisionid) REFERENCES divisions (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE serviceproviders (
    id int NOT NULL AUTO_INCREMENT,
    name varchar(64) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE taxes (
    id int NOT NULL AUTO_INCREMENT,
    value numeric(4,2) NOT NULL DEFAULT 0.00,
    taxed tinyint NOT NULL DEFAULT 0,
    label varchar(16) NOT NULL DEFAULT '',
    validfrom int NOT NULL DEFAULT 0,
    validto int NOT NULL DEFAULT 0,
    reversecharge tinyint NOT NULL DEFAULT 0,
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE tariffs (
    id int NOT NULL AUTO_INCREMENT,
    name varchar(255) NOT NULL DEFAULT '',
    type tinyint NOT NULL DEFAULT 1,
    value numeric(9,3) NOT NULL DEFAULT 0.000,
    taxcategory smallint NOT NULL DEFAULT 0,
    taxid int NOT NULL,
    numberplanid int DEFAULT NULL,
    period smallint DEFAULT NULL,
    prodid varchar(255) NOT NULL DEFAULT '',
    uprate int NOT NULL DEFAULT 0,
    upceil int NOT NULL DEFAULT 0,
    downrate int NOT NULL DEFAULT 0,
    downceil int NOT NULL DEFAULT 0,
    down_burst_time smallint NOT NULL DEFAULT 0,
    down_burst_limit int NOT NULL DEFAULT 0,
    down_burst_threshold int NOT NULL DEFAULT 0,
    up_burst_time smallint NOT NULL DEFAULT 0,
    up_burst_limit int NOT NULL DEFAULT 0,
    up_burst_threshold int NOT NULL DEFAULT 0,
    climit int NOT NULL DEFAULT 0,
    plimit int NOT NULL DEFAULT 0,
    dlimit int NOT NULL DEFAULT 0,
    uprate_n int DEFAULT NULL,
    upceil_n int DEFAULT NULL,
    downrate_n int DEFAULT NULL,
    downceil_n int DEFAULT NULL,
    down_burst_time_n smallint DEFAULT NULL,
    down_burst_limit_n int DEFAULT NULL,
    down_burst_threshold_n int DEFAULT NULL,
    up_burst_time_n smallint DEFAULT NULL,
    up_burst_limit_n int DEFAULT NULL,
    up_burst_threshold_n int DEFAULT NULL,
    climit_n int DEFAULT NULL,
    plimit_n int DEFAULT NULL,
    domain_limit int DEFAULT NULL,
    alias_limit int DEFAULT NULL,
    sh_limit int DEFAULT NULL,
    www_limit int DEFAULT NULL,
    mail_limit int DEFAULT NULL,
    ftp_limit int DEFAULT NULL,
    sql_limit int DEFAULT NULL,
    cloud_limit int DEFAULT NULL,
    quota_sh_limit int DEFAULT NULL,
    quota_www_limit int DEFAULT NULL,
    quota_mail_limit int DEFAULT NULL,
    quota_ftp_limit int DEFAULT NULL,
    quota_sql_limit int DEFAULT NULL,
    quota_cloud_limit int DEFAULT NULL,
    description text NOT NULL,
    disabled tinyint NOT NULL DEFAULT 0,
    voip_tariff_id int DEFAULT NULL,
    voip_tariff_rule_id int DEFAULT NULL,
    datefrom int NOT NULL DEFAULT 0,
    dateto int NOT NULL DEFAULT 0,
    authtype smallint NOT NULL DEFAULT 0,
    currency varchar(3) DEFAULT NULL,
    flags tinyint NOT NULL DEFAULT 0,
    netvalue numeric(9,3) DEFAULT NULL,
    notes text DEFAULT NULL,
    serviceproviderid int DEFAULT NULL,
    extid varchar(64) DEFAULT NULL,
    UNIQUE (name, value, currency, period),
    PRIMARY KEY (id),
    FOREIGN KEY (taxid) REFERENCES taxes (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (numberplanid) REFERENCES numberplans (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (serviceproviderid) REFERENCES serviceproviders (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE users (
    id int NOT NULL AUTO_INCREMENT,
    login varchar(32) NOT NULL DEFAULT '',
    firstname varchar(64) NOT NULL DEFAULT '',
    lastname varchar(64) NOT NULL DEFAULT '',
    issuer varchar(100) DEFAULT NULL,
    email varchar(255) NOT NULL DEFAULT '',
    phone varchar(32) DEFAULT NULL,
    position varchar(255) NOT NULL DEFAULT '',
    rights text NOT NULL DEFAULT '',
    hosts varchar(255) NOT NULL DEFAULT '',
    trustedhosts varchar(255) DEFAULT NULL,
    passwd varchar(255) NOT NULL DEFAULT '',
    netpasswd varchar(255) DEFAULT NULL,
    passwdforcechange smallint NOT NULL DEFAULT 0,
    ntype smallint DEFAULT NULL,
    lastlogindate int NOT NULL DEFAULT 0,
    lastloginip varchar(40) NOT NULL DEFAULT '',
    failedlogindate int NOT NULL DEFAULT 0,
    failedloginip varchar(40) NOT NULL DEFAULT '',
    deleted tinyint NOT NULL DEFAULT 0,
    passwdexpiration int NOT NULL DEFAULT 0,
    passwdlastchange int NOT NULL DEFAULT 0,
    access tinyint NOT NULL DEFAULT 1,
    accessfrom int NOT NULL DEFAULT 0,
    accessto int NOT NULL DEFAULT 0,
    settings mediumtext NOT NULL DEFAULT '',
    persistentsettings mediumtext NOT NULL DEFAULT '',
    twofactorauth smallint NOT NULL DEFAULT 0,
    twofactorauthsecretkey varchar(255) DEFAULT NULL,
    UNIQUE (login),
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE customers (
    id int NOT NULL AUTO_INCREMENT,
    lastname varchar(128) NOT NULL DEFAULT '',
    name varchar(128) NOT NULL DEFAULT '',
    altname varchar(128) DEFAULT NULL,
    status smallint NOT NULL DEFAULT 0,
    type smallint NOT NULL DEFAULT 0,
    ten varchar(50) NOT NULL DEFAULT '',
    ssn varchar(50) NOT NULL DEFAULT '',
    regon varchar(255) NOT NULL DEFAULT '',
    rbe varchar(255) NOT NULL DEFAULT '',
    rbename varchar(255) NOT NULL DEFAULT '',
    ict smallint NOT NULL DEFAULT 0,
    icn varchar(255) NOT NULL DEFAULT '',
    icexpires int DEFAULT NULL,
    info text NOT NULL,
    notes text NOT NULL DEFAULT '',
    creationdate int NOT NULL DEFAULT 0,
    moddate int NOT NULL DEFAULT 0,
    creatorid int DEFAULT NULL,
    modid int DEFAULT NULL,
    deleted tinyint NOT NULL DEFAULT 0,
    message text NOT NULL,
    pin varchar(255) NOT NULL DEFAULT '0',
    pinlastchange int NOT NULL DEFAULT 0,
    cutoffstop int NOT NULL DEFAULT 0,
    divisionid int DEFAULT NULL,
    paytime smallint NOT NULL DEFAULT -1,
    paytype smallint DEFAULT NULL,
    documentmemo text DEFAULT NULL,
    flags smallint NOT NULL DEFAULT 0,
    karma smallint NOT NULL DEFAULT 0,
    origin smallint DEFAULT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (divisionid) REFERENCES divisions (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (creatorid) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (modid) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE cashimport (
    id int NOT NULL AUTO_INCREMENT,
    date int NOT NULL DEFAULT 0,
    value numeric(9,2) NOT NULL DEFAULT 0.00,
    customer text NOT NULL DEFAULT '',
    description text NOT NULL DEFAULT '',
    customerid int DEFAULT NULL,
    hash varchar(50) NOT NULL DEFAULT '',
    closed tinyint NOT NULL DEFAULT 0,
    sourceid int DEFAULT NULL,
    sourcefileid int DEFAULT NULL,
    srcaccount varchar(60) DEFAULT NULL,
    operdate int DEFAULT NULL,
    extid varchar(64) DEFAULT NULL,
    UNIQUE (sourceid, extid),
    PRIMARY KEY (id),
    FOREIGN KEY (customerid) REFERENCES customers (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (sourceid) REFERENCES cashsources (id) ON DELETE SET NULL ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE customer_addresses (
    id int NOT NULL AUTO_INCREMENT,
    customer_id int DEFAULT NULL,
    address_id int DEFAULT NULL,
    type smallint DEFAULT NULL,
    ten varchar(50) DEFAULT NULL,
    entity_type smallint DEFAULT NULL,
    UNIQUE (customer_id, address_id),
    PRIMARY KEY (id),
    FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (address_id) REFERENCES addresses (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE customerbalances (
    customerid int NOT NULL,
    balance numeric(12,2) NOT NULL,
    FOREIGN KEY (customerid) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE customerconsents (
    customerid int NOT NULL,
    cdate int NOT NULL DEFAULT 0,
    type smallint NOT NULL,
    UNIQUE (customerid, type),
    FOREIGN KEY (customerid) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE customercontacts (
    id int NOT NULL AUTO_INCREMENT,
    customerid int NOT NULL,
    name varchar(10000) NOT NULL DEFAULT '',
    contact varchar(255) NOT NULL DEFAULT '',
    type int,
    PRIMARY KEY (id),
    FOREIGN KEY (customerid) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE customerextids (
    customerid int NOT NULL,
    extid varchar(64) NOT NULL,
    serviceproviderid int,
    FOREIGN KEY (customerid) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (serviceproviderid) REFERENCES serviceproviders (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE documents (
    id int NOT NULL AUTO_INCREMENT,
    type tinyint NOT NULL DEFAULT 0,
    number int NOT NULL DEFAULT 0,
    numberplanid int DEFAULT NULL,
    extnumber varchar(255) NOT NULL DEFAULT '',
    cdate int NOT NULL DEFAULT 0,
    sdate int NOT NULL DEFAULT 0,
    customerid int DEFAULT NULL,
    userid int DEFAULT NULL,
    divisionid int DEFAULT NULL,
    name varchar(255) NOT NULL DEFAULT '',
    address varchar(255) NOT NULL DEFAULT '',
    zip varchar(10) DEFAULT NULL,
    city varchar(100) DEFAULT NULL,
    countryid int DEFAULT NULL,
    ten varchar(50) NOT NULL DEFAULT '',
    ssn varchar(50) NOT NULL DEFAULT '',
    paytime smallint NOT NULL DEFAULT 0,
    paytype smallint DEFAULT NULL,
    closed tinyint NOT NULL DEFAULT 0,
    reference int DEFAULT NULL,
    reason varchar(255) NOT NULL DEFAULT '',
    div_name text NOT NULL DEFAULT '',
    div_shortname text NOT NULL DEFAULT '',
    div_address varchar(255) NOT NULL DEFAULT '',
    div_city varchar(255) NOT NULL DEFAULT '',
    div_zip varchar(255) NOT NULL DEFAULT '',
    div_countryid int DEFAULT NULL,
    div_ten varchar(255) NOT NULL DEFAULT '',
    div_regon varchar(255) NOT NULL DEFAULT '',
    div_bank varchar(100) DEFAULT NULL,
    div_account varchar(48) NOT NULL DEFAULT '',
    div_inv_header text NOT NULL DEFAULT '',
    div_inv_footer text NOT NULL DEFAULT '',
    div_inv_author text NOT NULL DEFAULT '',
    div_inv_cplace text NOT NULL DEFAULT '',
    fullnumber varchar(50) DEFAULT NULL,
    cancelled smallint NOT NULL DEFAULT 0,
    published tinyint NOT NULL DEFAULT 0,
    comment text DEFAULT NULL,
    cuserid int DEFAULT NULL,
    recipient_address_id int DEFAULT NULL,
    recipient_ten varchar(50) DEFAULT NULL,
    recipient_type smallint DEFAULT NULL,
    recipient_address_id2 int DEFAULT NULL,
    recipient_ten2 varchar(50) DEFAULT NULL,
    recipient_type2 smallint DEFAULT NULL,
    post_address_id int DEFAULT NULL,
    template varchar(255) DEFAULT NULL,
    commitflags tinyint NOT NULL DEFAULT 0,
    archived tinyint NOT NULL DEFAULT 0,
    auserid int DEFAULT NULL,
    adate int NOT NULL DEFAULT 0,
    currency varchar(3) DEFAULT NULL,
    currencyvalue numeric(17,10) DEFAULT 1.0000000000,
    senddate int NOT NULL DEFAULT 0,
    memo text DEFAULT NULL,
    confirmdate int NOT NULL DEFAULT 0,
    flags smallint NOT NULL DEFAULT 0,
    origin smallint DEFAULT NULL,
    extid varchar(64) DEFAULT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (numberplanid) REFERENCES numberplans (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (customerid) REFERENCES customers (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (userid) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (divisionid) REFERENCES divisions (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (countryid) REFERENCES countries (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (reference) REFERENCES documents (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (div_countryid) REFERENCES countries (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (cuserid) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (recipient_address_id) REFERENCES addresses (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (recipient_address_id2) REFERENCES addresses (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (post_address_id) REFERENCES addresses (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (auserid) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE assignments (
    id int NOT NULL AUTO_INCREMENT,
    tariffid int DEFAULT NULL,
    liabilityid int DEFAULT NULL,
    customerid int NOT NULL,
    period smallint NOT NULL DEFAULT 0,
    backwardperiod smallint NOT NULL DEFAULT 0,
    note text DEFAULT NULL,
    at int NOT NULL DEFAULT 0,
    datefrom int NOT NULL DEFAULT 0,
    dateto int NOT NULL DEFAULT 0,
    invoice tinyint NOT NULL DEFAULT 0,
    suspended tinyint NOT NULL DEFAULT 0,
    settlement tinyint NOT NULL DEFAULT 0,
    pdiscount numeric(5,2) NOT NULL DEFAULT 0.00,
    vdiscount numeric(9,3) NOT NULL DEFAULT 0.000,
    paytime smallint DEFAULT NULL,
    paytype smallint DEFAULT NULL,
    numberplanid int DEFAULT NULL,
    attribute varchar(255) DEFAULT NULL,
    recipient_address_id int DEFAULT NULL,
    recipient_address_id2 int DEFAULT NULL,
    docid int DEFAULT NULL,
    commited tinyint NOT NULL DEFAULT 1,
    separatedocument varchar(100) DEFAULT NULL,
    count numeric(9,3) NOT NULL DEFAULT 1.000,
    promotionschemaid int DEFAULT NULL,
    separateitem tinyint NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    FOREIGN KEY (tariffid) REFERENCES tariffs (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (customerid) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (numberplanid) REFERENCES numberplans (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (recipient_address_id) REFERENCES addresses (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (recipient_address_id2) REFERENCES addresses (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (docid) REFERENCES documents (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE cash (
    id int NOT NULL AUTO_INCREMENT,
    time int NOT NULL DEFAULT 0,
    type smallint NOT NULL DEFAULT 0,
    servicetype smallint DEFAULT NULL,
    userid int DEFAULT NULL,
    value numeric(9,2) NOT NULL DEFAULT 0.00,
    taxid int DEFAULT NULL,
    customerid int DEFAULT NULL,
    comment text NOT NULL DEFAULT '',
    docid int DEFAULT NULL,
    itemid smallint NOT NULL DEFAULT 0,
    importid int DEFAULT NULL,
    sourceid int DEFAULT NULL,
    linktechnology int DEFAULT NULL,
    currency varchar(3) DEFAULT NULL,
    currencyvalue numeric(17,10) DEFAULT 1.0000000000,
    notification smallint DEFAULT 1,
    UNIQUE (importid),
    PRIMARY KEY (id),
    FOREIGN KEY (userid) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (taxid) REFERENCES taxes (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (customerid) REFERENCES customers (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (docid) REFERENCES documents (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (importid) REFERENCES cashimport (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (sourceid) REFERENCES cashsources (id) ON DELETE SET NULL ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE documentattachments (
    id int NOT NULL AUTO_INCREMENT,
    docid int NOT NULL,
    filename varchar(255) NOT NULL,
    contenttype varchar(255) NOT NULL,
    md5sum varchar(32) NOT NULL,
    type smallint NOT NULL DEFAULT 1,
    cdate int NOT NULL DEFAULT 0,
    UNIQUE (docid, md5sum),
    PRIMARY KEY (id),
    FOREIGN KEY (docid) REFERENCES documents (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE documentcontents (
    docid int NOT NULL,
    title text NOT NULL DEFAULT '',
    fromdate int NOT NULL DEFAULT 0,
    todate int NOT NULL DEFAULT 0,
    description text NOT NULL DEFAULT '',
    dynamicperiod tinyint NOT NULL DEFAULT 0,
    attributes text DEFAULT NULL,
    UNIQUE (docid),
    FOREIGN KEY (docid) REFERENCES documents (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE invoicecontents (
    docid int NOT NULL,
    itemid smallint NOT NULL DEFAULT 0,
    value numeric(12,5) NOT NULL DEFAULT 0.00000,
    pdiscount numeric(5,2) NOT NULL DEFAULT 0.00,
    vdiscount numeric(9,3) NOT NULL DEFAULT 0.000,
    taxid int NOT NULL,
    prodid varchar(255) NOT NULL DEFAULT '',
    content varchar(16) NOT NULL DEFAULT '',
    count numeric(9,3) NOT NULL DEFAULT 0.000,
    description text NOT NULL DEFAULT '',
    tariffid int DEFAULT NULL,
    taxcategory smallint NOT NULL DEFAULT 0,
    period smallint DEFAULT 3,
    FOREIGN KEY (docid) REFERENCES documents (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (taxid) REFERENCES taxes (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (tariffid) REFERENCES tariffs (id) ON DELETE SET NULL ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE ksefdocuments (
    id int NOT NULL AUTO_INCREMENT,
    batchsessionid int NOT NULL,
    docid int NOT NULL,
    ordinalnumber int NOT NULL,
    ksefnumber varchar(40) DEFAULT NULL,
    hash varchar(50) NOT NULL,
    status smallint NOT NULL DEFAULT 0,
    statusdescription text DEFAULT NULL,
    statusdetails text DEFAULT NULL,
    permanent_storage_date datetime(6) DEFAULT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (batchsessionid) REFERENCES ksefbatchsessions (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (docid) REFERENCES documents (id) ON DELETE RESTRICT ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE uiconfig (
    id int NOT NULL AUTO_INCREMENT,
    section varchar(64) NOT NULL DEFAULT '',
    var varchar(64) NOT NULL DEFAULT '',
    value text NOT NULL DEFAULT '',
    description text NOT NULL DEFAULT '',
    disabled tinyint NOT NULL DEFAULT 0,
    type smallint NOT NULL DEFAULT 0,
    userid int DEFAULT NULL,
    divisionid int DEFAULT NULL,
    configid int DEFAULT NULL,
    UNIQUE (section, var, userid, divisionid),
    PRIMARY KEY (id),
    FOREIGN KEY (userid) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (divisionid) REFERENCES divisions (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (configid) REFERENCES uiconfig (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE voipaccounts (
    id int NOT NULL AUTO_INCREMENT,
    ownerid int DEFAULT NULL,
    login varchar(255) NOT NULL DEFAULT '',
    passwd varchar(255) NOT NULL DEFAULT '',
    access tinyint NOT NULL DEFAULT 1,
    creationdate int NOT NULL DEFAULT 0,
    moddate int NOT NULL DEFAULT 0,
    creatorid int DEFAULT NULL,
    modid int DEFAULT NULL,
    balance numeric(12,5) NOT NULL DEFAULT 0.00000,
    flags smallint NOT NULL DEFAULT 0,
    cost_limit numeric(12,2) DEFAULT NULL,
    address_id int DEFAULT NULL,
    description text NOT NULL DEFAULT '',
    serviceproviderid int DEFAULT NULL,
    extid varchar(64) DEFAULT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (ownerid) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (creatorid) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (modid) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (address_id) REFERENCES addresses (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (serviceproviderid) REFERENCES serviceproviders (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE voip_cdr (
    id int NOT NULL AUTO_INCREMENT,
    caller varchar(20) NOT NULL,
    callee varchar(20) NOT NULL,
    call_start_time int NOT NULL,
    creationdate int DEFAULT NULL,
    totaltime bigint NOT NULL,
    billedtime bigint NOT NULL,
    price numeric(12,5) NOT NULL,
    status smallint NOT NULL,
    direction smallint NOT NULL,
    type smallint NOT NULL DEFAULT 0,
    callervoipaccountid int DEFAULT NULL,
    calleevoipaccountid int DEFAULT NULL,
    caller_flags smallint NOT NULL DEFAULT 0,
    callee_flags smallint NOT NULL DEFAULT 0,
    caller_prefix_group varchar(100) DEFAULT NULL,
    callee_prefix_group varchar(100) DEFAULT NULL,
    uniqueid varchar(80) NOT NULL,
    fraction varchar(256) DEFAULT NULL,
    prefix varchar(256) DEFAULT NULL,
    prefixname varchar(256) DEFAULT NULL,
    incremental smallint NOT NULL DEFAULT 0,
    UNIQUE (uniqueid, direction),
    PRIMARY KEY (id),
    FOREIGN KEY (callervoipaccountid) REFERENCES voipaccounts (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (calleevoipaccountid) REFERENCES voipaccounts (id) ON DELETE SET NULL ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE voip_numbers (
    id int NOT NULL AUTO_INCREMENT,
    voip_account_id int NOT NULL,
    phone varchar(20) NOT NULL,
    number_index smallint DEFAULT NULL,
    info varchar(255) DEFAULT NULL,
    tariff_id int DEFAULT NULL,
    UNIQUE (phone),
    UNIQUE (voip_account_id, number_index),
    PRIMARY KEY (id),
    FOREIGN KEY (voip_account_id) REFERENCES voipaccounts (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (tariff_id) REFERENCES tariffs (id) ON DELETE SET NULL ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE voip_number_assignments (
    id int NOT NULL AUTO_INCREMENT,
    number_id int NOT NULL,
    assignment_id int NOT NULL,
    UNIQUE (assignment_id, number_id),
    PRIMARY KEY (id),
    FOREIGN KEY (number_id) REFERENCES voip_numbers (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (assignment_id) REFERENCES assignments (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE INDEX documents_cdate_idx ON documents (cdate)
-- next
CREATE INDEX documents_numberplanid_idx ON documents (numberplanid)
-- next
CREATE INDEX documents_customerid_idx ON documents (customerid)
-- next
CREATE INDEX documents_closed_idx ON documents (closed)
-- next
CREATE INDEX documents_reference_idx ON documents (reference)
-- next
CREATE INDEX invoicecontents_docid_idx ON invoicecontents (docid)
-- next
CREATE INDEX cash_time_idx ON cash (time)
-- next
CREATE INDEX cash_customerid_idx ON cash (customerid)
-- next
CREATE INDEX cash_docid_idx ON cash (docid)
-- next
CREATE INDEX customerbalances_customerid_idx ON customerbalances (customerid)
-- next
INSERT INTO dbinfo (keytype, keyvalue) VALUES ('dbversion', '2026081100')
-- next
-- Settings that LMS itself brings.
INSERT INTO uiconfig (section, var, value)
VALUES
    ('invoices', 'paytime', '14'),
    ('invoices', 'paytype', '1'),
    ('payments', 'default_unit_name', 'pcs.'),
    ('phpui', 'default_taxrate', '23')
-- next
-- A balance per customer, kept by triggers, as LMS keeps it.
CREATE TRIGGER cash_follow_insert AFTER INSERT ON cash FOR EACH ROW
BEGIN
    IF NEW.customerid IS NOT NULL THEN
        IF EXISTS (SELECT 1 FROM customerbalances WHERE customerid = NEW.customerid) THEN
            UPDATE customerbalances
            SET balance = (SELECT SUM(value * currencyvalue) FROM cash WHERE customerid = NEW.customerid)
            WHERE customerid = NEW.customerid;
        ELSE
            INSERT INTO customerbalances (customerid, balance)
            SELECT NEW.customerid, SUM(value * currencyvalue) FROM cash
            WHERE customerid = NEW.customerid;
        END IF;
    END IF;
END
-- next
CREATE TRIGGER cash_follow_update AFTER UPDATE ON cash FOR EACH ROW
BEGIN
    IF NEW.customerid IS NOT NULL THEN
        IF EXISTS (SELECT 1 FROM customerbalances WHERE customerid = NEW.customerid) THEN
            UPDATE customerbalances
            SET balance = (SELECT SUM(value * currencyvalue) FROM cash WHERE customerid = NEW.customerid)
            WHERE customerid = NEW.customerid;
        ELSE
            INSERT INTO customerbalances (customerid, balance)
            SELECT NEW.customerid, SUM(value * currencyvalue) FROM cash
            WHERE customerid = NEW.customerid;
        END IF;
    END IF;
END
-- next
CREATE TRIGGER cash_follow_delete AFTER DELETE ON cash FOR EACH ROW
UPDATE customerbalances
SET balance = COALESCE(
    (SELECT SUM(value * currencyvalue) FROM cash WHERE customerid = OLD.customerid), 0
)
WHERE customerid = OLD.customerid
-- next
-- Who is logged in to LMS; nobody for a session that did not say so.
CREATE FUNCTION lms_current_user() RETURNS int NO SQL
RETURN @lms_current_user
-- next
-- A line is street, else city, and house; a whole address has the post office before the city.
CREATE VIEW vaddresses AS
SELECT
    a.*,
    c.ccode,
    a.country_id AS countryid,
    a.city_id AS location_city,
    a.street_id AS location_street,
    a.house AS location_house,
    a.flat AS location_flat,
    TRIM(CONCAT(COALESCE(a.street, a.city), ' ', CONCAT_WS('/', a.house, a.flat))) AS address,
    TRIM(CONCAT(COALESCE(CONCAT(a.zip, ' '), ''), CONCAT_WS(', ', NULLIF(a.postoffice, a.city), CASE WHEN a.street IS NULL AND a.postoffice <> a.city THEN NULL ELSE a.city END, CONCAT(COALESCE(a.street, a.city), ' ', CONCAT_WS('/', a.house, a.flat))))) AS location
FROM addresses AS a
LEFT JOIN countries AS c ON c.id = a.country_id
-- next
-- A division without an address is not in it.
CREATE VIEW vdivisions AS
SELECT
    d.*,
    a.country_id AS countryid,
    a.ccode,
    a.zip,
    a.city,
    a.address,
    o.country_id AS office_countryid,
    o.ccode AS office_ccode,
    o.zip AS office_zip,
    o.city AS office_city,
    o.address AS office_address,
    CASE WHEN d.firstname IS NOT NULL AND d.lastname IS NOT NULL AND d.birthdate IS NOT NULL THEN 1 ELSE 0 END AS naturalperson
FROM divisions AS d
INNER JOIN vaddresses AS a ON a.id = d.address_id
LEFT JOIN vaddresses AS o ON o.id = d.office_address_id
-- next
-- Every customer with a billing address (type 1), and the postal one (type 0) where there is one.
CREATE VIEW addressed_customers AS
SELECT
    c.*,
    CAST((SELECT COALESCE(SUM(n.cdate), 0) FROM customerconsents AS n WHERE n.customerid = c.id AND n.type = 1) AS decimal(32, 0)) AS consentdate,
    CAST((SELECT COUNT(*) FROM customerconsents AS n WHERE n.customerid = c.id AND n.type = 2) AS decimal(23, 0)) AS invoicenotice,
    CAST((SELECT COUNT(*) FROM customerconsents AS n WHERE n.customerid = c.id AND n.type = 3) AS decimal(23, 0)) AS mailingnotice,
    CAST((SELECT COUNT(*) FROM customerconsents AS n WHERE n.customerid = c.id AND n.type = 8) AS decimal(23, 0)) AS smsnotice,
    CAST((SELECT COUNT(*) FROM customerconsents AS n WHERE n.customerid = c.id AND n.type = 4) AS decimal(23, 0)) AS einvoice,
    a.country_id AS countryid,
    a.ccode,
    a.zip,
    a.city,
    a.street,
    a.house AS building,
    a.flat AS apartment,
    p.country_id AS post_countryid,
    p.ccode AS post_ccode,
    p.zip AS post_zip,
    p.city AS post_city,
    p.street AS post_street,
    p.name AS post_name,
    p.house AS post_building,
    p.flat AS post_apartment,
    a.address,
    a.location AS full_address,
    a.postoffice,
    p.address AS post_address,
    p.location AS post_full_address,
    p.postoffice AS post_postoffice,
    x.extid
FROM customers AS c
INNER JOIN customer_addresses AS ba ON ba.customer_id = c.id AND ba.type = 1
LEFT JOIN vaddresses AS a ON a.id = ba.address_id
LEFT JOIN customer_addresses AS pa ON pa.customer_id = c.id AND pa.type = 0
LEFT JOIN vaddresses AS p ON p.id = pa.address_id
LEFT JOIN customerextids AS x ON x.customerid = c.id AND x.serviceproviderid IS NULL
-- next
-- Who has no billing address is not in it, and no contractor is.
CREATE VIEW customeraddressview AS
SELECT * FROM addressed_customers
WHERE type < 2
-- next
-- The same for whoever is logged in to LMS; the real one also heeds groups and divisions of users.
CREATE VIEW customerview AS
SELECT * FROM addressed_customers
WHERE type < 2 AND lms_current_user() >= 0
-- next
-- Contractors, for everybody.
CREATE VIEW contractorview AS
SELECT * FROM addressed_customers
WHERE type = 2
-- next
-- Each item beside the one that it corrects: the same number in the document that its own refers to.
-- Both go by the tax of the one that corrects, and are net where its document has bit 16.
CREATE VIEW item_pairs AS
SELECT
    i.*,
    t.value AS rate,
    CASE WHEN t.reversecharge = 1 THEN -2 WHEN t.taxed = 0 THEN -1 ELSE t.value END AS taxrate,
    CASE WHEN (d.flags & 16) = 16 THEN 1 ELSE 0 END AS netflag,
    ROUND(i.value * ABS(i.count), 2) AS total,
    r.value AS old_value,
    r.count AS old_count,
    r.pdiscount AS old_pdiscount,
    r.vdiscount AS old_vdiscount,
    ROUND(r.value * ABS(r.count), 2) AS old_total
FROM invoicecontents AS i
INNER JOIN documents AS d ON d.id = i.docid
INNER JOIN taxes AS t ON t.id = i.taxid
LEFT JOIN invoicecontents AS r ON r.docid = d.reference AND r.itemid = i.itemid
-- next
CREATE VIEW item_amounts AS
SELECT
    p.*,
    CASE p.netflag WHEN 1 THEN ROUND(p.value, 3) ELSE ROUND(p.value / (1 + p.rate / 100), 3) END AS netprice,
    CASE p.netflag WHEN 1 THEN ROUND(p.value * (1 + p.rate / 100), 3) ELSE ROUND(p.value, 3) END AS grossprice,
    CASE p.netflag WHEN 1 THEN p.total ELSE p.total - ROUND(p.total * p.rate / (100 + p.rate), 2) END AS netvalue,
    CASE p.netflag WHEN 1 THEN ROUND(p.total * p.rate / 100, 2) ELSE ROUND(p.total * p.rate / (100 + p.rate), 2) END AS taxvalue,
    CASE p.netflag WHEN 1 THEN ROUND(p.total * (1 + p.rate / 100), 2) ELSE p.total END AS grossvalue,
    CASE p.netflag WHEN 1 THEN ROUND(p.old_value, 3) ELSE ROUND(p.old_value / (1 + p.rate / 100), 3) END AS old_netprice,
    CASE p.netflag WHEN 1 THEN ROUND(p.old_value * (1 + p.rate / 100), 3) ELSE ROUND(p.old_value, 3) END AS old_grossprice,
    CASE p.netflag WHEN 1 THEN p.old_total ELSE p.old_total - ROUND(p.old_total * p.rate / (100 + p.rate), 2) END AS old_netvalue,
    CASE p.netflag WHEN 1 THEN ROUND(p.old_total * p.rate / 100, 2) ELSE ROUND(p.old_total * p.rate / (100 + p.rate), 2) END AS old_taxvalue,
    CASE p.netflag WHEN 1 THEN ROUND(p.old_total * (1 + p.rate / 100), 2) ELSE p.old_total END AS old_grossvalue
FROM item_pairs AS p
-- next
-- Items with their amounts, and (diff_…) by how much they correct; NULL where they correct nothing.
CREATE VIEW vinvoicecontents AS
SELECT
    m.docid,
    m.itemid,
    m.value,
    m.pdiscount,
    m.taxid,
    m.prodid,
    m.content,
    m.count,
    m.description,
    m.tariffid,
    m.vdiscount,
    m.taxcategory,
    m.period,
    m.netflag,
    m.netprice,
    m.grossprice,
    m.netvalue,
    m.taxvalue,
    m.grossvalue,
    m.count - m.old_count AS diff_count,
    m.pdiscount - m.old_pdiscount AS diff_pdiscount,
    m.vdiscount - m.old_vdiscount AS diff_vdiscount,
    m.netprice - m.old_netprice AS diff_netprice,
    m.grossprice - m.old_grossprice AS diff_grossprice,
    CAST(m.netvalue - m.old_netvalue AS decimal(24, 2)) AS diff_netvalue,
    m.taxvalue - m.old_taxvalue AS diff_taxvalue,
    m.grossvalue - m.old_grossvalue AS diff_grossvalue,
    m.taxrate
FROM item_amounts AS m

-- An LMS of 2016, only what this project has to do with: own DDL, from facts about LMS's tables.
-- "None" is 0 or an empty text. Nothing is a foreign key: in LMS the tables of invoices had none,
-- and the few of other tables are left out.
CREATE TABLE assignments (
    id int NOT NULL AUTO_INCREMENT,
    tariffid int NOT NULL DEFAULT 0,
    liabilityid int NOT NULL DEFAULT 0,
    customerid int NOT NULL,
    period smallint NOT NULL DEFAULT 0,
    at int NOT NULL DEFAULT 0,
    datefrom int NOT NULL DEFAULT 0,
    dateto int NOT NULL DEFAULT 0,
    invoice tinyint NOT NULL DEFAULT 0,
    suspended tinyint NOT NULL DEFAULT 0,
    settlement tinyint NOT NULL DEFAULT 0,
    pdiscount numeric(4,2) NOT NULL DEFAULT 0.00,
    vdiscount numeric(9,2) NOT NULL DEFAULT 0.00,
    paytype smallint DEFAULT NULL,
    numberplanid int DEFAULT NULL,
    attribute varchar(255) DEFAULT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE cash (
    id int NOT NULL AUTO_INCREMENT,
    time int NOT NULL DEFAULT 0,
    type smallint NOT NULL DEFAULT 0,
    userid int NOT NULL DEFAULT 0,
    value numeric(9,2) NOT NULL DEFAULT 0.00,
    taxid int NOT NULL DEFAULT 0,
    customerid int NOT NULL DEFAULT 0,
    comment text NOT NULL DEFAULT '',
    docid int NOT NULL DEFAULT 0,
    itemid smallint NOT NULL DEFAULT 0,
    importid int DEFAULT NULL,
    sourceid int DEFAULT NULL,
    PRIMARY KEY (id)
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
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE cashsources (
    id int NOT NULL AUTO_INCREMENT,
    name varchar(32) NOT NULL DEFAULT '',
    description text DEFAULT NULL,
    deleted smallint NOT NULL DEFAULT 0,
    UNIQUE (name),
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE countries (
    id int NOT NULL AUTO_INCREMENT,
    name varchar(255) NOT NULL DEFAULT '',
    UNIQUE (name),
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE customercontacts (
    id int NOT NULL AUTO_INCREMENT,
    customerid int NOT NULL,
    name varchar(255) NOT NULL DEFAULT '',
    contact varchar(255) NOT NULL DEFAULT '',
    type smallint,
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE customers (
    id int NOT NULL AUTO_INCREMENT,
    extid varchar(32) NOT NULL DEFAULT '',
    lastname varchar(128) NOT NULL DEFAULT '',
    name varchar(128) NOT NULL DEFAULT '',
    status smallint NOT NULL DEFAULT 0,
    type smallint NOT NULL DEFAULT 0,
    street varchar(255) NOT NULL DEFAULT '',
    building varchar(20) DEFAULT NULL,
    apartment varchar(20) DEFAULT NULL,
    zip varchar(10) NOT NULL DEFAULT '',
    city varchar(32) NOT NULL DEFAULT '',
    countryid int DEFAULT NULL,
    post_name varchar(255) DEFAULT NULL,
    post_street varchar(255) DEFAULT NULL,
    post_building varchar(20) DEFAULT NULL,
    post_apartment varchar(20) DEFAULT NULL,
    post_zip varchar(10) DEFAULT NULL,
    post_city varchar(32) DEFAULT NULL,
    post_countryid int DEFAULT NULL,
    ten varchar(16) NOT NULL DEFAULT '',
    ssn varchar(11) NOT NULL DEFAULT '',
    regon varchar(255) NOT NULL DEFAULT '',
    rbe varchar(255) NOT NULL DEFAULT '',
    icn varchar(255) NOT NULL DEFAULT '',
    info text NOT NULL,
    notes text NOT NULL DEFAULT '',
    creationdate int NOT NULL DEFAULT 0,
    moddate int NOT NULL DEFAULT 0,
    creatorid int NOT NULL DEFAULT 0,
    modid int NOT NULL DEFAULT 0,
    deleted tinyint NOT NULL DEFAULT 0,
    message text NOT NULL,
    pin varchar(6) NOT NULL DEFAULT '0',
    cutoffstop int NOT NULL DEFAULT 0,
    consentdate int NOT NULL DEFAULT 0,
    einvoice tinyint DEFAULT NULL,
    invoicenotice tinyint DEFAULT NULL,
    mailingnotice tinyint DEFAULT NULL,
    divisionid int NOT NULL DEFAULT 0,
    paytime smallint NOT NULL DEFAULT -1,
    paytype smallint DEFAULT NULL,
    PRIMARY KEY (id)
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
    address varchar(255) NOT NULL DEFAULT '',
    city varchar(255) NOT NULL DEFAULT '',
    zip varchar(255) NOT NULL DEFAULT '',
    countryid int NOT NULL DEFAULT 0,
    ten varchar(16) NOT NULL DEFAULT '',
    regon varchar(255) NOT NULL DEFAULT '',
    account varchar(48) NOT NULL DEFAULT '',
    inv_header text NOT NULL DEFAULT '',
    inv_footer text NOT NULL DEFAULT '',
    inv_author text NOT NULL DEFAULT '',
    inv_cplace text NOT NULL DEFAULT '',
    inv_paytime smallint DEFAULT NULL,
    inv_paytype smallint DEFAULT NULL,
    description text NOT NULL DEFAULT '',
    status tinyint NOT NULL DEFAULT 0,
    UNIQUE (shortname),
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE documentattachments (
    id int NOT NULL AUTO_INCREMENT,
    docid int NOT NULL,
    filename varchar(255) NOT NULL,
    contenttype varchar(255) NOT NULL,
    md5sum varchar(32) NOT NULL,
    main smallint NOT NULL DEFAULT 1,
    UNIQUE (docid, md5sum),
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE documentcontents (
    docid int NOT NULL,
    title text NOT NULL DEFAULT '',
    fromdate int NOT NULL DEFAULT 0,
    todate int NOT NULL DEFAULT 0,
    description text NOT NULL DEFAULT '',
    UNIQUE (docid)
) ENGINE = InnoDB
-- next
CREATE TABLE documents (
    id int NOT NULL AUTO_INCREMENT,
    type tinyint NOT NULL DEFAULT 0,
    number int NOT NULL DEFAULT 0,
    numberplanid int NOT NULL DEFAULT 0,
    extnumber varchar(255) NOT NULL DEFAULT '',
    cdate int NOT NULL DEFAULT 0,
    sdate int NOT NULL DEFAULT 0,
    customerid int NOT NULL DEFAULT 0,
    userid int NOT NULL DEFAULT 0,
    divisionid int NOT NULL DEFAULT 0,
    name varchar(255) NOT NULL DEFAULT '',
    address varchar(255) NOT NULL DEFAULT '',
    zip varchar(10) NOT NULL DEFAULT '',
    city varchar(32) NOT NULL DEFAULT '',
    countryid int NOT NULL DEFAULT 0,
    ten varchar(16) NOT NULL DEFAULT '',
    ssn varchar(11) NOT NULL DEFAULT '',
    paytime smallint NOT NULL DEFAULT 0,
    paytype smallint DEFAULT NULL,
    closed tinyint NOT NULL DEFAULT 0,
    reference int NOT NULL DEFAULT 0,
    reason varchar(255) NOT NULL DEFAULT '',
    div_name text NOT NULL DEFAULT '',
    div_shortname text NOT NULL DEFAULT '',
    div_address varchar(255) NOT NULL DEFAULT '',
    div_city varchar(255) NOT NULL DEFAULT '',
    div_zip varchar(255) NOT NULL DEFAULT '',
    div_countryid int NOT NULL DEFAULT 0,
    div_ten varchar(255) NOT NULL DEFAULT '',
    div_regon varchar(255) NOT NULL DEFAULT '',
    div_account varchar(48) NOT NULL DEFAULT '',
    div_inv_header text NOT NULL DEFAULT '',
    div_inv_footer text NOT NULL DEFAULT '',
    div_inv_author text NOT NULL DEFAULT '',
    div_inv_cplace text NOT NULL DEFAULT '',
    fullnumber varchar(50) DEFAULT NULL,
    cancelled smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE invoicecontents (
    docid int NOT NULL DEFAULT 0,
    itemid smallint NOT NULL DEFAULT 0,
    value numeric(12,5) NOT NULL DEFAULT 0.00000,
    pdiscount numeric(4,2) NOT NULL DEFAULT 0.00,
    vdiscount numeric(9,2) NOT NULL DEFAULT 0.00,
    taxid int NOT NULL DEFAULT 0,
    prodid varchar(255) NOT NULL DEFAULT '',
    content varchar(16) NOT NULL DEFAULT '',
    count numeric(9,2) NOT NULL DEFAULT 0.00,
    description text NOT NULL DEFAULT '',
    tariffid int NOT NULL DEFAULT 0
) ENGINE = InnoDB
-- next
CREATE TABLE numberplanassignments (
    id int NOT NULL AUTO_INCREMENT,
    planid int NOT NULL DEFAULT 0,
    divisionid int NOT NULL DEFAULT 0,
    UNIQUE (planid, divisionid),
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE numberplans (
    id int NOT NULL AUTO_INCREMENT,
    template varchar(255) NOT NULL DEFAULT '',
    period smallint NOT NULL DEFAULT 0,
    doctype int NOT NULL DEFAULT 0,
    isdefault tinyint NOT NULL DEFAULT 0,
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE tariffs (
    id int NOT NULL AUTO_INCREMENT,
    name varchar(255) NOT NULL DEFAULT '',
    type tinyint NOT NULL DEFAULT 1,
    value numeric(9,2) NOT NULL DEFAULT 0.00,
    taxid int NOT NULL DEFAULT 0,
    numberplanid int DEFAULT NULL,
    period smallint DEFAULT NULL,
    prodid varchar(255) NOT NULL DEFAULT '',
    uprate int NOT NULL DEFAULT 0,
    upceil int NOT NULL DEFAULT 0,
    downrate int NOT NULL DEFAULT 0,
    downceil int NOT NULL DEFAULT 0,
    climit int NOT NULL DEFAULT 0,
    plimit int NOT NULL DEFAULT 0,
    dlimit int NOT NULL DEFAULT 0,
    uprate_n int DEFAULT NULL,
    upceil_n int DEFAULT NULL,
    downrate_n int DEFAULT NULL,
    downceil_n int DEFAULT NULL,
    climit_n int DEFAULT NULL,
    plimit_n int DEFAULT NULL,
    domain_limit int DEFAULT NULL,
    alias_limit int DEFAULT NULL,
    sh_limit int DEFAULT NULL,
    www_limit int DEFAULT NULL,
    mail_limit int DEFAULT NULL,
    ftp_limit int DEFAULT NULL,
    sql_limit int DEFAULT NULL,
    quota_sh_limit int DEFAULT NULL,
    quota_www_limit int DEFAULT NULL,
    quota_mail_limit int DEFAULT NULL,
    quota_ftp_limit int DEFAULT NULL,
    quota_sql_limit int DEFAULT NULL,
    description text NOT NULL,
    disabled tinyint NOT NULL DEFAULT 0,
    voip_tariff_id int DEFAULT NULL,
    voip_tariff_rule_id int DEFAULT NULL,
    UNIQUE (name, value, period),
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
    PRIMARY KEY (id)
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
    UNIQUE (section, var),
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE users (
    id int NOT NULL AUTO_INCREMENT,
    login varchar(32) NOT NULL DEFAULT '',
    name varchar(64) NOT NULL DEFAULT '',
    email varchar(255) NOT NULL DEFAULT '',
    phone varchar(32) DEFAULT NULL,
    position varchar(255) NOT NULL DEFAULT '',
    rights text NOT NULL DEFAULT '',
    hosts varchar(255) NOT NULL DEFAULT '',
    passwd varchar(255) NOT NULL DEFAULT '',
    ntype smallint DEFAULT NULL,
    lastlogindate int NOT NULL DEFAULT 0,
    lastloginip varchar(16) NOT NULL DEFAULT '',
    failedlogindate int NOT NULL DEFAULT 0,
    failedloginip varchar(16) NOT NULL DEFAULT '',
    deleted tinyint NOT NULL DEFAULT 0,
    passwdexpiration int NOT NULL DEFAULT 0,
    passwdlastchange int NOT NULL DEFAULT 0,
    access tinyint NOT NULL DEFAULT 1,
    accessfrom int NOT NULL DEFAULT 0,
    accessto int NOT NULL DEFAULT 0,
    swekey_id varchar(32) DEFAULT NULL,
    settings mediumtext NOT NULL DEFAULT '',
    UNIQUE (login, swekey_id),
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE voip_cdr (
    id int NOT NULL AUTO_INCREMENT,
    caller varchar(20) NOT NULL,
    callee varchar(20) NOT NULL,
    call_start_time int NOT NULL,
    time_start_to_end int NOT NULL,
    time_answer_to_end int NOT NULL,
    price numeric(12,5) NOT NULL,
    status smallint NOT NULL,
    type smallint NOT NULL,
    callervoipaccountid int DEFAULT NULL,
    calleevoipaccountid int DEFAULT NULL,
    caller_flags smallint NOT NULL DEFAULT 0,
    callee_flags smallint NOT NULL DEFAULT 0,
    caller_prefix_group varchar(100) DEFAULT NULL,
    callee_prefix_group varchar(100) DEFAULT NULL,
    uniqueid varchar(20) NOT NULL,
    UNIQUE (uniqueid),
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE voipaccounts (
    id int NOT NULL AUTO_INCREMENT,
    ownerid int NOT NULL DEFAULT 0,
    login varchar(255) NOT NULL DEFAULT '',
    passwd varchar(255) NOT NULL DEFAULT '',
    phone varchar(255) NOT NULL DEFAULT '',
    access tinyint NOT NULL DEFAULT 1,
    creationdate int NOT NULL DEFAULT 0,
    moddate int NOT NULL DEFAULT 0,
    creatorid int NOT NULL DEFAULT 0,
    modid int NOT NULL DEFAULT 0,
    location varchar(255) DEFAULT NULL,
    location_city int DEFAULT NULL,
    location_street int DEFAULT NULL,
    location_house varchar(32) DEFAULT NULL,
    location_flat varchar(32) DEFAULT NULL,
    balance numeric(12,5) NOT NULL DEFAULT 0.00000,
    flags smallint NOT NULL DEFAULT 0,
    cost_limit numeric(12,2) DEFAULT NULL,
    PRIMARY KEY (id)
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
INSERT INTO dbinfo (keytype, keyvalue) VALUES ('dbversion', '2016082600')
-- next
-- Settings that LMS itself brings.
INSERT INTO uiconfig (section, var, value)
VALUES
    ('invoices', 'paytime', '14'),
    ('invoices', 'paytype', '1'),
    ('payments', 'default_unit_name', 'pcs.'),
    ('phpui', 'default_taxrate', '23')
-- next
CREATE VIEW customeraddressview AS
SELECT
    c.*,
    CONCAT(COALESCE(NULLIF(c.street, ''), c.city), COALESCE(CONCAT(' ', NULLIF(c.building, '')), ''), COALESCE(CONCAT('/', NULLIF(c.apartment, '')), '')) AS address,
    CONCAT(COALESCE(NULLIF(c.post_street, ''), c.post_city), COALESCE(CONCAT(' ', NULLIF(c.post_building, '')), ''), COALESCE(CONCAT('/', NULLIF(c.post_apartment, '')), '')) AS post_address
FROM customers AS c
WHERE c.type < 2
-- next
CREATE VIEW customerview AS
SELECT
    c.*,
    CONCAT(COALESCE(NULLIF(c.street, ''), c.city), COALESCE(CONCAT(' ', NULLIF(c.building, '')), ''), COALESCE(CONCAT('/', NULLIF(c.apartment, '')), '')) AS address,
    CONCAT(COALESCE(NULLIF(c.post_street, ''), c.post_city), COALESCE(CONCAT(' ', NULLIF(c.post_building, '')), ''), COALESCE(CONCAT('/', NULLIF(c.post_apartment, '')), '')) AS post_address
FROM customers AS c
WHERE c.type < 2
-- next
CREATE VIEW contractorview AS
SELECT
    c.*,
    CONCAT(COALESCE(NULLIF(c.street, ''), c.city), COALESCE(CONCAT(' ', NULLIF(c.building, '')), ''), COALESCE(CONCAT('/', NULLIF(c.apartment, '')), '')) AS address,
    CONCAT(COALESCE(NULLIF(c.post_street, ''), c.post_city), COALESCE(CONCAT(' ', NULLIF(c.post_building, '')), ''), COALESCE(CONCAT('/', NULLIF(c.post_apartment, '')), '')) AS post_address
FROM customers AS c
WHERE c.type = 2

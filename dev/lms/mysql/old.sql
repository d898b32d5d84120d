-- An LMS of 2016, only what this project reads and writes: own DDL, from facts about LMS's tables.
-- "None" is 0, nothing is a foreign key, addresses are columns of customers and divisions.
CREATE TABLE dbinfo (
    keytype varchar(255) PRIMARY KEY,
    keyvalue varchar(255) NOT NULL DEFAULT ''
)
-- next
INSERT INTO dbinfo (keytype, keyvalue) VALUES ('dbversion', '2016082600')
-- next
CREATE TABLE uiconfig (
    id integer NOT NULL AUTO_INCREMENT,
    section varchar(64) NOT NULL DEFAULT '',
    var varchar(64) NOT NULL DEFAULT '',
    value text NOT NULL,
    disabled smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    UNIQUE (section, var)
) ENGINE = InnoDB
-- next
CREATE TABLE countries (
    id integer NOT NULL AUTO_INCREMENT,
    name varchar(255) NOT NULL DEFAULT '',
    PRIMARY KEY (id),
    UNIQUE (name)
) ENGINE = InnoDB
-- next
CREATE TABLE users (
    id integer NOT NULL AUTO_INCREMENT,
    login varchar(32) NOT NULL DEFAULT '',
    PRIMARY KEY (id),
    UNIQUE (login)
) ENGINE = InnoDB
-- next
CREATE TABLE divisions (
    id integer NOT NULL AUTO_INCREMENT,
    shortname varchar(255) NOT NULL DEFAULT '',
    name text NOT NULL,
    address varchar(255) NOT NULL DEFAULT '',
    city varchar(255) NOT NULL DEFAULT '',
    zip varchar(255) NOT NULL DEFAULT '',
    countryid integer NOT NULL DEFAULT 0,
    ten varchar(16) NOT NULL DEFAULT '',
    regon varchar(255) NOT NULL DEFAULT '',
    account varchar(48) NOT NULL DEFAULT '',
    inv_header text NOT NULL,
    inv_footer text NOT NULL,
    inv_author text NOT NULL,
    inv_cplace text NOT NULL,
    inv_paytime smallint DEFAULT NULL,
    inv_paytype smallint DEFAULT NULL,
    description text NOT NULL,
    status tinyint NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    UNIQUE (shortname)
) ENGINE = InnoDB
-- next
CREATE TABLE customers (
    id integer NOT NULL AUTO_INCREMENT,
    lastname varchar(128) NOT NULL DEFAULT '',
    name varchar(128) NOT NULL DEFAULT '',
    status smallint NOT NULL DEFAULT 0,
    type smallint NOT NULL DEFAULT 0,
    street varchar(255) NOT NULL DEFAULT '',
    building varchar(20) DEFAULT NULL,
    apartment varchar(20) DEFAULT NULL,
    zip varchar(10) NOT NULL DEFAULT '',
    city varchar(32) NOT NULL DEFAULT '',
    countryid integer NOT NULL DEFAULT 0,
    post_name varchar(255) DEFAULT NULL,
    post_street varchar(255) DEFAULT NULL,
    post_zip varchar(10) DEFAULT NULL,
    post_city varchar(32) DEFAULT NULL,
    ten varchar(16) NOT NULL DEFAULT '',
    ssn varchar(11) NOT NULL DEFAULT '',
    info text NOT NULL,
    notes text NOT NULL,
    message text NOT NULL,
    creationdate int(16) NOT NULL DEFAULT 0,
    deleted tinyint NOT NULL DEFAULT 0,
    pin integer NOT NULL DEFAULT 0,
    einvoice smallint DEFAULT NULL,
    invoicenotice smallint DEFAULT NULL,
    extid varchar(32) NOT NULL DEFAULT '',
    divisionid integer NOT NULL DEFAULT 0,
    paytime smallint NOT NULL DEFAULT -1,
    paytype smallint DEFAULT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE numberplans (
    id integer NOT NULL AUTO_INCREMENT,
    template varchar(255) NOT NULL DEFAULT '',
    period smallint NOT NULL DEFAULT 0,
    doctype integer NOT NULL DEFAULT 0,
    isdefault smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE numberplanassignments (
    id integer NOT NULL AUTO_INCREMENT,
    planid integer NOT NULL DEFAULT 0,
    divisionid integer NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    UNIQUE (planid, divisionid)
) ENGINE = InnoDB
-- next
CREATE TABLE taxes (
    id integer NOT NULL AUTO_INCREMENT,
    value numeric(4,2) NOT NULL DEFAULT 0,
    taxed tinyint NOT NULL DEFAULT 0,
    label varchar(16) NOT NULL DEFAULT '',
    validfrom int(16) NOT NULL DEFAULT 0,
    validto int(16) NOT NULL DEFAULT 0,
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE tariffs (
    id integer NOT NULL AUTO_INCREMENT,
    name varchar(255) NOT NULL DEFAULT '',
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE documents (
    id integer NOT NULL AUTO_INCREMENT,
    type tinyint NOT NULL DEFAULT 0,
    number integer NOT NULL DEFAULT 0,
    numberplanid integer NOT NULL DEFAULT 0,
    extnumber varchar(255) NOT NULL DEFAULT '',
    cdate int(16) NOT NULL DEFAULT 0,
    sdate int(16) NOT NULL DEFAULT 0,
    customerid integer NOT NULL DEFAULT 0,
    userid integer NOT NULL DEFAULT 0,
    divisionid integer NOT NULL DEFAULT 0,
    name varchar(255) NOT NULL DEFAULT '',
    address varchar(255) NOT NULL DEFAULT '',
    zip varchar(10) NOT NULL DEFAULT '',
    city varchar(32) NOT NULL DEFAULT '',
    countryid integer NOT NULL DEFAULT 0,
    ten varchar(16) NOT NULL DEFAULT '',
    ssn varchar(11) NOT NULL DEFAULT '',
    paytime smallint NOT NULL DEFAULT 0,
    paytype smallint DEFAULT NULL,
    closed tinyint NOT NULL DEFAULT 0,
    reference integer NOT NULL DEFAULT 0,
    reason varchar(255) NOT NULL DEFAULT '',
    div_name text NOT NULL,
    div_shortname text NOT NULL,
    div_address varchar(255) NOT NULL DEFAULT '',
    div_city varchar(255) NOT NULL DEFAULT '',
    div_zip varchar(255) NOT NULL DEFAULT '',
    div_countryid integer NOT NULL DEFAULT 0,
    div_ten varchar(255) NOT NULL DEFAULT '',
    div_regon varchar(255) NOT NULL DEFAULT '',
    div_account varchar(48) NOT NULL DEFAULT '',
    div_inv_header text NOT NULL,
    div_inv_footer text NOT NULL,
    div_inv_author text NOT NULL,
    div_inv_cplace text NOT NULL,
    fullnumber varchar(50) DEFAULT NULL,
    cancelled smallint NOT NULL DEFAULT 0,
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
CREATE TABLE invoicecontents (
    docid integer NOT NULL DEFAULT 0,
    itemid smallint NOT NULL DEFAULT 0,
    value numeric(12,5) NOT NULL DEFAULT 0,
    taxid integer NOT NULL DEFAULT 0,
    prodid varchar(255) NOT NULL DEFAULT '',
    content varchar(16) NOT NULL DEFAULT '',
    count numeric(9,2) NOT NULL DEFAULT 0,
    description text NOT NULL,
    tariffid integer NOT NULL DEFAULT 0,
    pdiscount numeric(4,2) NOT NULL DEFAULT 0,
    vdiscount numeric(9,2) NOT NULL DEFAULT 0
) ENGINE = InnoDB
-- next
CREATE INDEX invoicecontents_docid_idx ON invoicecontents (docid)
-- next
CREATE TABLE cashsources (
    id integer NOT NULL AUTO_INCREMENT,
    name varchar(32) NOT NULL DEFAULT '',
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE cashimport (
    id integer NOT NULL AUTO_INCREMENT,
    description text NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE cash (
    id integer NOT NULL AUTO_INCREMENT,
    time int(16) NOT NULL DEFAULT 0,
    type smallint NOT NULL DEFAULT 0,
    userid integer NOT NULL DEFAULT 0,
    value numeric(9,2) NOT NULL DEFAULT 0,
    taxid integer NOT NULL DEFAULT 0,
    customerid integer NOT NULL DEFAULT 0,
    comment text NOT NULL,
    docid integer NOT NULL DEFAULT 0,
    itemid smallint NOT NULL DEFAULT 0,
    importid integer DEFAULT NULL,
    sourceid integer DEFAULT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE INDEX cash_time_idx ON cash (time)
-- next
CREATE INDEX cash_customerid_idx ON cash (customerid)
-- next
CREATE INDEX cash_docid_idx ON cash (docid)
-- next
CREATE VIEW customeraddressview AS
SELECT
    c.*,
    CONCAT(COALESCE(NULLIF(c.street, ''), c.city), COALESCE(CONCAT(' ', NULLIF(c.building, '')), ''), COALESCE(CONCAT('/', NULLIF(c.apartment, '')), '')) AS address,
    c.post_street AS post_address
FROM customers AS c

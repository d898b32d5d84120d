-- An LMS of 2026, only what this project reads and writes: own DDL, from facts about LMS's tables.
-- "None" is NULL, references are foreign keys.
CREATE TABLE dbinfo (
    keytype varchar(255) PRIMARY KEY,
    keyvalue varchar(255) NOT NULL DEFAULT ''
)
-- next
INSERT INTO dbinfo (keytype, keyvalue) VALUES ('dbversion', '2026081100')
-- next
CREATE TABLE uiconfig (
    id integer NOT NULL AUTO_INCREMENT,
    section varchar(64) NOT NULL DEFAULT '',
    var varchar(64) NOT NULL DEFAULT '',
    value text NOT NULL,
    disabled smallint NOT NULL DEFAULT 0,
    userid integer DEFAULT NULL,
    divisionid integer DEFAULT NULL,
    PRIMARY KEY (id),
    UNIQUE (section, var, userid, divisionid)
) ENGINE = InnoDB
-- next
CREATE TABLE countries (
    id integer NOT NULL AUTO_INCREMENT,
    name varchar(255) NOT NULL DEFAULT '',
    ccode varchar(5) DEFAULT NULL,
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
CREATE TABLE addresses (
    id integer NOT NULL AUTO_INCREMENT,
    name text DEFAULT NULL,
    state varchar(64) DEFAULT NULL,
    city varchar(100) DEFAULT NULL,
    postoffice varchar(32) DEFAULT NULL,
    street varchar(255) DEFAULT NULL,
    zip varchar(10) DEFAULT NULL,
    country_id integer DEFAULT NULL,
    house varchar(20) DEFAULT NULL,
    flat varchar(20) DEFAULT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (country_id) REFERENCES countries (id) ON DELETE SET NULL ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE divisions (
    id integer NOT NULL AUTO_INCREMENT,
    shortname varchar(255) NOT NULL DEFAULT '',
    name text NOT NULL,
    ten varchar(50) NOT NULL DEFAULT '',
    regon varchar(255) NOT NULL DEFAULT '',
    bank varchar(100) DEFAULT NULL,
    account varchar(48) NOT NULL DEFAULT '',
    inv_header text NOT NULL,
    inv_footer text NOT NULL,
    inv_author text NOT NULL,
    inv_cplace text NOT NULL,
    inv_paytime smallint DEFAULT NULL,
    inv_paytype smallint DEFAULT NULL,
    description text NOT NULL,
    status tinyint NOT NULL DEFAULT 0,
    address_id integer DEFAULT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (address_id) REFERENCES addresses (id) ON DELETE SET NULL ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE customers (
    id integer NOT NULL AUTO_INCREMENT,
    lastname varchar(128) NOT NULL DEFAULT '',
    name varchar(128) NOT NULL DEFAULT '',
    altname varchar(128) DEFAULT NULL,
    status smallint NOT NULL DEFAULT 0,
    type smallint NOT NULL DEFAULT 0,
    ten varchar(50) NOT NULL DEFAULT '',
    ssn varchar(50) NOT NULL DEFAULT '',
    info text NOT NULL,
    notes text NOT NULL,
    message text NOT NULL,
    creationdate int(16) NOT NULL DEFAULT 0,
    deleted tinyint NOT NULL DEFAULT 0,
    pin varchar(255) NOT NULL DEFAULT '0',
    divisionid integer DEFAULT NULL,
    paytime smallint NOT NULL DEFAULT -1,
    paytype smallint DEFAULT NULL,
    documentmemo text DEFAULT NULL,
    flags smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    FOREIGN KEY (divisionid) REFERENCES divisions (id) ON DELETE SET NULL ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE customer_addresses (
    id integer NOT NULL AUTO_INCREMENT,
    customer_id integer NOT NULL,
    address_id integer NOT NULL,
    type smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    UNIQUE (customer_id, address_id),
    FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (address_id) REFERENCES addresses (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE customerconsents (
    customerid integer NOT NULL,
    cdate int(16) NOT NULL DEFAULT 0,
    type smallint NOT NULL,
    UNIQUE (customerid, type),
    FOREIGN KEY (customerid) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE numberplans (
    id integer NOT NULL AUTO_INCREMENT,
    template varchar(255) NOT NULL DEFAULT '',
    period smallint NOT NULL DEFAULT 0,
    doctype integer NOT NULL DEFAULT 0,
    isdefault smallint NOT NULL DEFAULT 0,
    datefrom int(16) NOT NULL DEFAULT 0,
    dateto int(16) NOT NULL DEFAULT 0,
    customertype smallint DEFAULT NULL,
    refflag smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (id)
) ENGINE = InnoDB
-- next
CREATE TABLE numberplanassignments (
    id integer NOT NULL AUTO_INCREMENT,
    planid integer NOT NULL DEFAULT 0,
    divisionid integer NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    UNIQUE (planid, divisionid),
    FOREIGN KEY (planid) REFERENCES numberplans (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (divisionid) REFERENCES divisions (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE taxes (
    id integer NOT NULL AUTO_INCREMENT,
    value numeric(4,2) NOT NULL DEFAULT 0,
    taxed tinyint NOT NULL DEFAULT 0,
    label varchar(16) NOT NULL DEFAULT '',
    validfrom int(16) NOT NULL DEFAULT 0,
    validto int(16) NOT NULL DEFAULT 0,
    reversecharge tinyint NOT NULL DEFAULT 0,
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
    numberplanid integer DEFAULT NULL,
    extnumber varchar(255) NOT NULL DEFAULT '',
    cdate int(16) NOT NULL DEFAULT 0,
    sdate int(16) NOT NULL DEFAULT 0,
    customerid integer DEFAULT NULL,
    userid integer DEFAULT NULL,
    divisionid integer DEFAULT NULL,
    name varchar(255) NOT NULL DEFAULT '',
    address varchar(255) NOT NULL DEFAULT '',
    zip varchar(10) DEFAULT NULL,
    city varchar(100) DEFAULT NULL,
    countryid integer DEFAULT NULL,
    ten varchar(50) NOT NULL DEFAULT '',
    ssn varchar(50) NOT NULL DEFAULT '',
    paytime smallint NOT NULL DEFAULT 0,
    paytype smallint DEFAULT NULL,
    closed tinyint NOT NULL DEFAULT 0,
    reference integer DEFAULT NULL,
    reason varchar(255) NOT NULL DEFAULT '',
    div_name text NOT NULL,
    div_shortname text NOT NULL,
    div_address varchar(255) NOT NULL DEFAULT '',
    div_city varchar(255) NOT NULL DEFAULT '',
    div_zip varchar(255) NOT NULL DEFAULT '',
    div_countryid integer DEFAULT NULL,
    div_ten varchar(255) NOT NULL DEFAULT '',
    div_regon varchar(255) NOT NULL DEFAULT '',
    div_bank varchar(100) DEFAULT NULL,
    div_account varchar(48) NOT NULL DEFAULT '',
    div_inv_header text NOT NULL,
    div_inv_footer text NOT NULL,
    div_inv_author text NOT NULL,
    div_inv_cplace text NOT NULL,
    fullnumber varchar(50) DEFAULT NULL,
    cancelled smallint NOT NULL DEFAULT 0,
    published tinyint NOT NULL DEFAULT 0,
    comment text DEFAULT NULL,
    cuserid integer DEFAULT NULL,
    recipient_address_id integer DEFAULT NULL,
    recipient_ten varchar(50) DEFAULT NULL,
    recipient_type smallint DEFAULT NULL,
    post_address_id integer DEFAULT NULL,
    template varchar(255) DEFAULT NULL,
    commitflags tinyint NOT NULL DEFAULT 0,
    archived smallint NOT NULL DEFAULT 0,
    auserid integer DEFAULT NULL,
    adate int(16) NOT NULL DEFAULT 0,
    currency varchar(3) DEFAULT NULL,
    currencyvalue numeric(17,10) DEFAULT 1.0,
    senddate int(16) NOT NULL DEFAULT 0,
    memo text DEFAULT NULL,
    confirmdate int(16) NOT NULL DEFAULT 0,
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
    FOREIGN KEY (post_address_id) REFERENCES addresses (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (auserid) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE
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
CREATE TABLE ksefdocuments (
    id integer NOT NULL AUTO_INCREMENT,
    docid integer NOT NULL,
    ksefnumber varchar(40) DEFAULT NULL,
    status integer NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    FOREIGN KEY (docid) REFERENCES documents (id) ON DELETE RESTRICT ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE TABLE invoicecontents (
    docid integer NOT NULL,
    itemid smallint NOT NULL DEFAULT 0,
    value numeric(12,5) NOT NULL DEFAULT 0,
    taxid integer NOT NULL,
    prodid varchar(255) NOT NULL DEFAULT '',
    content varchar(16) NOT NULL DEFAULT '',
    count numeric(9,3) NOT NULL DEFAULT 0,
    description text NOT NULL,
    tariffid integer DEFAULT NULL,
    pdiscount numeric(5,2) NOT NULL DEFAULT 0,
    vdiscount numeric(9,3) NOT NULL DEFAULT 0,
    taxcategory smallint NOT NULL DEFAULT 0,
    period smallint DEFAULT 3,
    FOREIGN KEY (tariffid) REFERENCES tariffs (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (docid) REFERENCES documents (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (taxid) REFERENCES taxes (id) ON DELETE CASCADE ON UPDATE CASCADE
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
    servicetype smallint DEFAULT NULL,
    userid integer DEFAULT NULL,
    value numeric(9,2) NOT NULL DEFAULT 0,
    taxid integer DEFAULT NULL,
    customerid integer DEFAULT NULL,
    comment text NOT NULL,
    docid integer DEFAULT NULL,
    itemid smallint NOT NULL DEFAULT 0,
    importid integer DEFAULT NULL UNIQUE,
    sourceid integer DEFAULT NULL,
    linktechnology integer DEFAULT NULL,
    currency varchar(3) DEFAULT NULL,
    currencyvalue numeric(17,10) DEFAULT 1.0,
    notification smallint DEFAULT 1,
    PRIMARY KEY (id),
    FOREIGN KEY (userid) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (taxid) REFERENCES taxes (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (customerid) REFERENCES customers (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (docid) REFERENCES documents (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (importid) REFERENCES cashimport (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (sourceid) REFERENCES cashsources (id) ON DELETE SET NULL ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE INDEX cash_time_idx ON cash (time)
-- next
CREATE INDEX cash_customerid_idx ON cash (customerid)
-- next
CREATE INDEX cash_docid_idx ON cash (docid)
-- next
CREATE TABLE customerbalances (
    customerid integer NOT NULL,
    balance numeric(12,2) NOT NULL,
    FOREIGN KEY (customerid) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE = InnoDB
-- next
CREATE INDEX customerbalances_customerid_idx ON customerbalances (customerid)
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
CREATE VIEW vaddresses AS
SELECT
    a.*,
    c.ccode,
    CONCAT(COALESCE(NULLIF(a.street, ''), a.city), COALESCE(CONCAT(' ', NULLIF(a.house, '')), ''), COALESCE(CONCAT('/', NULLIF(a.flat, '')), '')) AS address
FROM addresses AS a
LEFT JOIN countries AS c ON c.id = a.country_id
-- next
CREATE VIEW vdivisions AS
SELECT
    d.*,
    a.country_id AS countryid,
    a.ccode,
    a.zip,
    a.city,
    a.address
FROM divisions AS d
LEFT JOIN vaddresses AS a ON a.id = d.address_id
-- next
-- Billing address (type 1), and the postal one (type 0) where there is one.
CREATE VIEW customeraddressview AS
SELECT
    c.*,
    (SELECT COUNT(*) FROM customerconsents AS n WHERE n.customerid = c.id AND n.type = 2) AS invoicenotice,
    a.country_id AS countryid,
    a.ccode,
    a.zip,
    a.city,
    a.street,
    a.house AS building,
    a.flat AS apartment,
    a.postoffice,
    a.address,
    p.name AS post_name,
    p.zip AS post_zip,
    p.city AS post_city,
    p.address AS post_address
FROM customers AS c
LEFT JOIN customer_addresses AS ba ON ba.customer_id = c.id AND ba.type = 1
LEFT JOIN vaddresses AS a ON a.id = ba.address_id
LEFT JOIN customer_addresses AS pa ON pa.customer_id = c.id AND pa.type = 0
LEFT JOIN vaddresses AS p ON p.id = pa.address_id
-- next
-- LMS's own arithmetic of documents: a gross document unless flags has bit 16.
CREATE VIEW vinvoicecontents AS
SELECT
    i.docid,
    i.itemid,
    i.taxid,
    i.description,
    i.count,
    t.value AS taxrate,
    CASE
        WHEN d.flags & 16 = 16 THEN ROUND(i.value * ABS(i.count), 2)
        ELSE ROUND(i.value * ABS(i.count), 2)
            - ROUND(ROUND(i.value * ABS(i.count), 2) * t.value / (100 + t.value), 2)
    END AS netvalue,
    CASE
        WHEN d.flags & 16 = 16 THEN ROUND(ROUND(i.value * ABS(i.count), 2) * t.value / 100, 2)
        ELSE ROUND(ROUND(i.value * ABS(i.count), 2) * t.value / (100 + t.value), 2)
    END AS taxvalue,
    CASE
        WHEN d.flags & 16 = 16
            THEN ROUND(ROUND(i.value * ABS(i.count), 2) * (1 + t.value / 100), 2)
        ELSE ROUND(i.value * ABS(i.count), 2)
    END AS grossvalue
FROM invoicecontents AS i
INNER JOIN documents AS d ON d.id = i.docid
INNER JOIN taxes AS t ON t.id = i.taxid

-- An LMS of 2016, only what this project has to do with: own DDL, from facts about LMS's tables.
-- "None" is 0 or an empty text. Nothing is a foreign key: in LMS the tables of invoices had none,
-- and the few of other tables are left out.
CREATE SEQUENCE assignments_id_seq
-- next
CREATE TABLE assignments (
    id integer NOT NULL DEFAULT nextval(('assignments_id_seq'::text)::regclass),
    tariffid integer NOT NULL DEFAULT 0,
    liabilityid integer NOT NULL DEFAULT 0,
    customerid integer NOT NULL,
    period smallint NOT NULL DEFAULT 0,
    at integer NOT NULL DEFAULT 0,
    datefrom integer NOT NULL DEFAULT 0,
    dateto integer NOT NULL DEFAULT 0,
    invoice smallint NOT NULL DEFAULT 0,
    suspended smallint NOT NULL DEFAULT 0,
    settlement smallint NOT NULL DEFAULT 0,
    pdiscount numeric(4,2) NOT NULL DEFAULT 0,
    vdiscount numeric(9,2) NOT NULL DEFAULT 0,
    paytype smallint,
    numberplanid integer,
    attribute varchar(255) DEFAULT NULL::character varying,
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE cash_id_seq
-- next
CREATE TABLE cash (
    id integer NOT NULL DEFAULT nextval(('cash_id_seq'::text)::regclass),
    time integer NOT NULL DEFAULT 0,
    type smallint NOT NULL DEFAULT 0,
    userid integer NOT NULL DEFAULT 0,
    value numeric(9,2) NOT NULL DEFAULT 0,
    taxid integer NOT NULL DEFAULT 0,
    customerid integer NOT NULL DEFAULT 0,
    comment text NOT NULL DEFAULT ''::text,
    docid integer NOT NULL DEFAULT 0,
    itemid smallint NOT NULL DEFAULT 0,
    importid integer,
    sourceid integer,
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE cashimport_id_seq
-- next
CREATE TABLE cashimport (
    id integer NOT NULL DEFAULT nextval(('cashimport_id_seq'::text)::regclass),
    date integer NOT NULL DEFAULT 0,
    value numeric(9,2) NOT NULL DEFAULT 0,
    customer text NOT NULL DEFAULT ''::text,
    description text NOT NULL DEFAULT ''::text,
    customerid integer,
    hash varchar(50) NOT NULL DEFAULT ''::character varying,
    closed smallint NOT NULL DEFAULT 0,
    sourceid integer,
    sourcefileid integer,
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE cashsources_id_seq
-- next
CREATE TABLE cashsources (
    id integer NOT NULL DEFAULT nextval(('cashsources_id_seq'::text)::regclass),
    name varchar(32) NOT NULL DEFAULT ''::character varying,
    description text,
    deleted smallint NOT NULL DEFAULT 0,
    UNIQUE (name),
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE countries_id_seq
-- next
CREATE TABLE countries (
    id integer NOT NULL DEFAULT nextval(('countries_id_seq'::text)::regclass),
    name varchar(255) NOT NULL DEFAULT ''::character varying,
    UNIQUE (name),
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE customercontacts_id_seq
-- next
CREATE TABLE customercontacts (
    id integer NOT NULL DEFAULT nextval(('customercontacts_id_seq'::text)::regclass),
    customerid integer NOT NULL,
    name varchar(255) NOT NULL DEFAULT ''::character varying,
    contact varchar(255) NOT NULL DEFAULT ''::character varying,
    type smallint,
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE customers_id_seq
-- next
CREATE TABLE customers (
    id integer NOT NULL DEFAULT nextval(('customers_id_seq'::text)::regclass),
    extid varchar(32) NOT NULL DEFAULT ''::character varying,
    lastname varchar(128) NOT NULL DEFAULT ''::character varying,
    name varchar(128) NOT NULL DEFAULT ''::character varying,
    status smallint NOT NULL DEFAULT 0,
    type smallint NOT NULL DEFAULT 0,
    street varchar(255) NOT NULL DEFAULT ''::character varying,
    building varchar(20) DEFAULT NULL::character varying,
    apartment varchar(20) DEFAULT NULL::character varying,
    zip varchar(10) NOT NULL DEFAULT ''::character varying,
    city varchar(32) NOT NULL DEFAULT ''::character varying,
    countryid integer,
    post_name varchar(255) DEFAULT NULL::character varying,
    post_street varchar(255) DEFAULT NULL::character varying,
    post_building varchar(20) DEFAULT NULL::character varying,
    post_apartment varchar(20) DEFAULT NULL::character varying,
    post_zip varchar(10) DEFAULT NULL::character varying,
    post_city varchar(32) DEFAULT NULL::character varying,
    post_countryid integer,
    ten varchar(16) NOT NULL DEFAULT ''::character varying,
    ssn varchar(11) NOT NULL DEFAULT ''::character varying,
    regon varchar(255) NOT NULL DEFAULT ''::character varying,
    rbe varchar(255) NOT NULL DEFAULT ''::character varying,
    icn varchar(255) NOT NULL DEFAULT ''::character varying,
    info text NOT NULL DEFAULT ''::text,
    notes text NOT NULL DEFAULT ''::text,
    creationdate integer NOT NULL DEFAULT 0,
    moddate integer NOT NULL DEFAULT 0,
    creatorid integer NOT NULL DEFAULT 0,
    modid integer NOT NULL DEFAULT 0,
    deleted smallint NOT NULL DEFAULT 0,
    message text NOT NULL DEFAULT ''::text,
    pin varchar(6) NOT NULL DEFAULT 0,
    cutoffstop integer NOT NULL DEFAULT 0,
    consentdate integer NOT NULL DEFAULT 0,
    einvoice smallint,
    invoicenotice smallint,
    mailingnotice smallint,
    divisionid integer NOT NULL DEFAULT 0,
    paytime smallint NOT NULL DEFAULT '-1'::integer,
    paytype smallint,
    PRIMARY KEY (id)
)
-- next
CREATE TABLE dbinfo (
    keytype varchar(255) NOT NULL DEFAULT ''::character varying,
    keyvalue varchar(255) NOT NULL DEFAULT ''::character varying,
    PRIMARY KEY (keytype)
)
-- next
CREATE SEQUENCE divisions_id_seq
-- next
CREATE TABLE divisions (
    id integer NOT NULL DEFAULT nextval(('divisions_id_seq'::text)::regclass),
    shortname varchar(255) NOT NULL DEFAULT ''::character varying,
    name text NOT NULL DEFAULT ''::text,
    address varchar(255) NOT NULL DEFAULT ''::character varying,
    city varchar(255) NOT NULL DEFAULT ''::character varying,
    zip varchar(255) NOT NULL DEFAULT ''::character varying,
    countryid integer NOT NULL DEFAULT 0,
    ten varchar(16) NOT NULL DEFAULT ''::character varying,
    regon varchar(255) NOT NULL DEFAULT ''::character varying,
    account varchar(48) NOT NULL DEFAULT ''::character varying,
    inv_header text NOT NULL DEFAULT ''::text,
    inv_footer text NOT NULL DEFAULT ''::text,
    inv_author text NOT NULL DEFAULT ''::text,
    inv_cplace text NOT NULL DEFAULT ''::text,
    inv_paytime smallint,
    inv_paytype smallint,
    description text NOT NULL DEFAULT ''::text,
    status smallint NOT NULL DEFAULT 0,
    UNIQUE (shortname),
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE documentattachments_id_seq
-- next
CREATE TABLE documentattachments (
    id integer NOT NULL DEFAULT nextval(('documentattachments_id_seq'::text)::regclass),
    docid integer NOT NULL,
    filename varchar(255) NOT NULL,
    contenttype varchar(255) NOT NULL,
    md5sum varchar(32) NOT NULL,
    main smallint NOT NULL DEFAULT 1,
    UNIQUE (docid, md5sum),
    PRIMARY KEY (id)
)
-- next
CREATE TABLE documentcontents (
    docid integer NOT NULL,
    title text NOT NULL DEFAULT ''::text,
    fromdate integer NOT NULL DEFAULT 0,
    todate integer NOT NULL DEFAULT 0,
    description text NOT NULL DEFAULT ''::text,
    UNIQUE (docid)
)
-- next
CREATE SEQUENCE documents_id_seq
-- next
CREATE TABLE documents (
    id integer NOT NULL DEFAULT nextval(('documents_id_seq'::text)::regclass),
    type smallint NOT NULL DEFAULT 0,
    number integer NOT NULL DEFAULT 0,
    numberplanid integer NOT NULL DEFAULT 0,
    extnumber varchar(255) NOT NULL DEFAULT ''::character varying,
    cdate integer NOT NULL DEFAULT 0,
    sdate integer NOT NULL DEFAULT 0,
    customerid integer NOT NULL DEFAULT 0,
    userid integer NOT NULL DEFAULT 0,
    divisionid integer NOT NULL DEFAULT 0,
    name varchar(255) NOT NULL DEFAULT ''::character varying,
    address varchar(255) NOT NULL DEFAULT ''::character varying,
    zip varchar(10) NOT NULL DEFAULT ''::character varying,
    city varchar(32) NOT NULL DEFAULT ''::character varying,
    countryid integer NOT NULL DEFAULT 0,
    ten varchar(16) NOT NULL DEFAULT ''::character varying,
    ssn varchar(11) NOT NULL DEFAULT ''::character varying,
    paytime smallint NOT NULL DEFAULT 0,
    paytype smallint,
    closed smallint NOT NULL DEFAULT 0,
    reference integer NOT NULL DEFAULT 0,
    reason varchar(255) NOT NULL DEFAULT ''::character varying,
    div_name text NOT NULL DEFAULT ''::text,
    div_shortname text NOT NULL DEFAULT ''::text,
    div_address varchar(255) NOT NULL DEFAULT ''::character varying,
    div_city varchar(255) NOT NULL DEFAULT ''::character varying,
    div_zip varchar(255) NOT NULL DEFAULT ''::character varying,
    div_countryid integer NOT NULL DEFAULT 0,
    div_ten varchar(255) NOT NULL DEFAULT ''::character varying,
    div_regon varchar(255) NOT NULL DEFAULT ''::character varying,
    div_account varchar(48) NOT NULL DEFAULT ''::character varying,
    div_inv_header text NOT NULL DEFAULT ''::text,
    div_inv_footer text NOT NULL DEFAULT ''::text,
    div_inv_author text NOT NULL DEFAULT ''::text,
    div_inv_cplace text NOT NULL DEFAULT ''::text,
    fullnumber varchar(50) DEFAULT NULL::character varying,
    cancelled smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (id)
)
-- next
CREATE TABLE invoicecontents (
    docid integer NOT NULL DEFAULT 0,
    itemid smallint NOT NULL DEFAULT 0,
    value numeric(12,5) NOT NULL DEFAULT 0,
    taxid integer NOT NULL DEFAULT 0,
    prodid varchar(255) NOT NULL DEFAULT ''::character varying,
    content varchar(16) NOT NULL DEFAULT ''::character varying,
    count numeric(9,2) NOT NULL DEFAULT 0,
    description text NOT NULL DEFAULT ''::text,
    tariffid integer NOT NULL DEFAULT 0,
    pdiscount numeric(4,2) NOT NULL DEFAULT 0,
    vdiscount numeric(9,2) NOT NULL DEFAULT 0
)
-- next
CREATE SEQUENCE numberplanassignments_id_seq
-- next
CREATE TABLE numberplanassignments (
    id integer NOT NULL DEFAULT nextval(('numberplanassignments_id_seq'::text)::regclass),
    planid integer NOT NULL DEFAULT 0,
    divisionid integer NOT NULL DEFAULT 0,
    UNIQUE (planid, divisionid),
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE numberplans_id_seq
-- next
CREATE TABLE numberplans (
    id integer NOT NULL DEFAULT nextval(('numberplans_id_seq'::text)::regclass),
    template varchar(255) NOT NULL DEFAULT ''::character varying,
    period smallint NOT NULL DEFAULT 0,
    doctype integer NOT NULL DEFAULT 0,
    isdefault smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE tariffs_id_seq
-- next
CREATE TABLE tariffs (
    id integer NOT NULL DEFAULT nextval(('tariffs_id_seq'::text)::regclass),
    name varchar(255) NOT NULL DEFAULT ''::character varying,
    type smallint NOT NULL DEFAULT 1,
    value numeric(9,2) NOT NULL DEFAULT 0,
    period smallint,
    taxid integer NOT NULL DEFAULT 0,
    numberplanid integer,
    prodid varchar(255) NOT NULL DEFAULT ''::character varying,
    uprate integer NOT NULL DEFAULT 0,
    upceil integer NOT NULL DEFAULT 0,
    downrate integer NOT NULL DEFAULT 0,
    downceil integer NOT NULL DEFAULT 0,
    climit integer NOT NULL DEFAULT 0,
    plimit integer NOT NULL DEFAULT 0,
    dlimit integer NOT NULL DEFAULT 0,
    uprate_n integer,
    upceil_n integer,
    downrate_n integer,
    downceil_n integer,
    climit_n integer,
    plimit_n integer,
    domain_limit integer,
    alias_limit integer,
    sh_limit integer,
    www_limit integer,
    mail_limit integer,
    ftp_limit integer,
    sql_limit integer,
    quota_sh_limit integer,
    quota_www_limit integer,
    quota_mail_limit integer,
    quota_ftp_limit integer,
    quota_sql_limit integer,
    description text NOT NULL DEFAULT ''::text,
    disabled smallint NOT NULL DEFAULT 0,
    voip_tariff_id integer,
    voip_tariff_rule_id integer,
    UNIQUE (name, value, period),
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE taxes_id_seq
-- next
CREATE TABLE taxes (
    id integer NOT NULL DEFAULT nextval(('taxes_id_seq'::text)::regclass),
    value numeric(4,2) NOT NULL DEFAULT 0,
    taxed smallint NOT NULL DEFAULT 0,
    label varchar(16) NOT NULL DEFAULT ''::character varying,
    validfrom integer NOT NULL DEFAULT 0,
    validto integer NOT NULL DEFAULT 0,
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE uiconfig_id_seq
-- next
CREATE TABLE uiconfig (
    id integer NOT NULL DEFAULT nextval(('uiconfig_id_seq'::text)::regclass),
    section varchar(64) NOT NULL DEFAULT ''::character varying,
    var varchar(64) NOT NULL DEFAULT ''::character varying,
    value text NOT NULL DEFAULT ''::text,
    description text NOT NULL DEFAULT ''::text,
    disabled smallint NOT NULL DEFAULT 0,
    type smallint NOT NULL DEFAULT 0,
    UNIQUE (section, var),
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE users_id_seq
-- next
CREATE TABLE users (
    id integer NOT NULL DEFAULT nextval(('users_id_seq'::text)::regclass),
    login varchar(32) NOT NULL DEFAULT ''::character varying,
    name varchar(64) NOT NULL DEFAULT ''::character varying,
    email varchar(255) NOT NULL DEFAULT ''::character varying,
    phone varchar(32) DEFAULT NULL::character varying,
    position varchar(255) NOT NULL DEFAULT ''::character varying,
    rights text NOT NULL DEFAULT ''::text,
    hosts varchar(255) NOT NULL DEFAULT ''::character varying,
    passwd varchar(255) NOT NULL DEFAULT ''::character varying,
    ntype smallint,
    lastlogindate integer NOT NULL DEFAULT 0,
    lastloginip varchar(16) NOT NULL DEFAULT ''::character varying,
    failedlogindate integer NOT NULL DEFAULT 0,
    failedloginip varchar(16) NOT NULL DEFAULT ''::character varying,
    deleted smallint NOT NULL DEFAULT 0,
    passwdexpiration integer NOT NULL DEFAULT 0,
    passwdlastchange integer NOT NULL DEFAULT 0,
    access smallint NOT NULL DEFAULT 1,
    accessfrom integer NOT NULL DEFAULT 0,
    accessto integer NOT NULL DEFAULT 0,
    swekey_id varchar(32) DEFAULT NULL::character varying,
    settings text NOT NULL DEFAULT ''::text,
    UNIQUE (login, swekey_id),
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE voip_cdr_id_seq
-- next
CREATE TABLE voip_cdr (
    id integer NOT NULL DEFAULT nextval(('voip_cdr_id_seq'::text)::regclass),
    caller varchar(20) NOT NULL,
    callee varchar(20) NOT NULL,
    call_start_time integer NOT NULL,
    time_start_to_end integer NOT NULL,
    time_answer_to_end integer NOT NULL,
    price numeric(12,5) NOT NULL,
    status smallint NOT NULL,
    type smallint NOT NULL,
    callervoipaccountid integer,
    calleevoipaccountid integer,
    caller_flags smallint NOT NULL DEFAULT 0,
    callee_flags smallint NOT NULL DEFAULT 0,
    caller_prefix_group varchar(100),
    callee_prefix_group varchar(100),
    uniqueid varchar(20) NOT NULL,
    UNIQUE (uniqueid),
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE voipaccounts_id_seq
-- next
CREATE TABLE voipaccounts (
    id integer NOT NULL DEFAULT nextval(('voipaccounts_id_seq'::text)::regclass),
    ownerid integer NOT NULL DEFAULT 0,
    login varchar(255) NOT NULL DEFAULT ''::character varying,
    passwd varchar(255) NOT NULL DEFAULT ''::character varying,
    phone varchar(255) NOT NULL DEFAULT ''::character varying,
    access smallint NOT NULL DEFAULT 1,
    creationdate integer NOT NULL DEFAULT 0,
    moddate integer NOT NULL DEFAULT 0,
    creatorid integer NOT NULL DEFAULT 0,
    modid integer NOT NULL DEFAULT 0,
    location varchar(255) DEFAULT NULL::character varying,
    location_city integer,
    location_street integer,
    location_house varchar(32) DEFAULT NULL::character varying,
    location_flat varchar(32) DEFAULT NULL::character varying,
    balance numeric(12,5) NOT NULL DEFAULT 0,
    flags smallint NOT NULL DEFAULT 0,
    cost_limit numeric(12,2) DEFAULT NULL::numeric,
    PRIMARY KEY (id)
)
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
    COALESCE(NULLIF(c.street, ''), c.city) || COALESCE(' ' || NULLIF(c.building, ''), '') || COALESCE('/' || NULLIF(c.apartment, ''), '') AS address,
    COALESCE(NULLIF(c.post_street, ''), c.post_city) || COALESCE(' ' || NULLIF(c.post_building, ''), '') || COALESCE('/' || NULLIF(c.post_apartment, ''), '') AS post_address
FROM customers AS c
WHERE c.type < 2
-- next
CREATE VIEW customerview AS
SELECT
    c.*,
    COALESCE(NULLIF(c.street, ''), c.city) || COALESCE(' ' || NULLIF(c.building, ''), '') || COALESCE('/' || NULLIF(c.apartment, ''), '') AS address,
    COALESCE(NULLIF(c.post_street, ''), c.post_city) || COALESCE(' ' || NULLIF(c.post_building, ''), '') || COALESCE('/' || NULLIF(c.post_apartment, ''), '') AS post_address
FROM customers AS c
WHERE c.type < 2
-- next
CREATE VIEW contractorview AS
SELECT
    c.*,
    COALESCE(NULLIF(c.street, ''), c.city) || COALESCE(' ' || NULLIF(c.building, ''), '') || COALESCE('/' || NULLIF(c.apartment, ''), '') AS address,
    COALESCE(NULLIF(c.post_street, ''), c.post_city) || COALESCE(' ' || NULLIF(c.post_building, ''), '') || COALESCE('/' || NULLIF(c.post_apartment, ''), '') AS post_address
FROM customers AS c
WHERE c.type = 2

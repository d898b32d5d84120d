-- An LMS of 2026, only what this project has to do with: own DDL, from facts about LMS's tables.
-- "None" is NULL, references are foreign keys; what refers to a table that is not here (places,
-- liabilities, promotions, files, prices of calls) is a plain number.
CREATE SEQUENCE cashsources_id_seq
-- next
CREATE TABLE cashsources (
    id integer NOT NULL DEFAULT nextval(('cashsources_id_seq'::text)::regclass),
    name varchar(32) NOT NULL DEFAULT ''::character varying,
    description text,
    account varchar(48) NOT NULL DEFAULT ''::character varying,
    deleted smallint NOT NULL DEFAULT 0,
    isdefault smallint NOT NULL DEFAULT 0,
    UNIQUE (name),
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE countries_id_seq
-- next
CREATE TABLE countries (
    id integer NOT NULL DEFAULT nextval(('countries_id_seq'::text)::regclass),
    name varchar(255) NOT NULL DEFAULT ''::character varying,
    ccode varchar(5),
    UNIQUE (name),
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE addresses_id_seq
-- next
CREATE TABLE addresses (
    id integer NOT NULL DEFAULT nextval(('addresses_id_seq'::text)::regclass),
    name text,
    state varchar(64),
    state_id integer,
    city varchar(100),
    city_id integer,
    postoffice varchar(32) DEFAULT NULL::character varying,
    street varchar(255),
    street_id integer,
    zip varchar(10),
    country_id integer,
    house varchar(20),
    flat varchar(20),
    PRIMARY KEY (id),
    FOREIGN KEY (country_id) REFERENCES countries (id) ON DELETE SET NULL ON UPDATE CASCADE
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
    label varchar(100) DEFAULT NULL::character varying,
    firstname varchar(128) DEFAULT NULL::character varying,
    lastname varchar(128) DEFAULT NULL::character varying,
    birthdate integer,
    ten varchar(50) NOT NULL DEFAULT ''::character varying,
    regon varchar(255) NOT NULL DEFAULT ''::character varying,
    rbe varchar(255) NOT NULL DEFAULT ''::character varying,
    rbename varchar(255) NOT NULL DEFAULT ''::character varying,
    telecomnumber varchar(255) NOT NULL DEFAULT ''::character varying,
    bank varchar(100) DEFAULT NULL::character varying,
    account varchar(48) NOT NULL DEFAULT ''::character varying,
    email varchar(255) DEFAULT NULL::character varying,
    serviceemail varchar(255) DEFAULT NULL::character varying,
    phone varchar(255) DEFAULT NULL::character varying,
    servicephone varchar(40) DEFAULT NULL::character varying,
    inv_header text NOT NULL DEFAULT ''::text,
    inv_footer text NOT NULL DEFAULT ''::text,
    inv_author text NOT NULL DEFAULT ''::text,
    inv_cplace text NOT NULL DEFAULT ''::text,
    inv_paytime smallint,
    inv_paytype smallint,
    description text NOT NULL DEFAULT ''::text,
    status smallint NOT NULL DEFAULT 0,
    tax_office_code varchar(8) DEFAULT NULL::character varying,
    url text,
    userpanel_url text,
    address_id integer,
    office_address_id integer,
    UNIQUE (shortname),
    UNIQUE (shortname, label),
    PRIMARY KEY (id),
    FOREIGN KEY (address_id) REFERENCES addresses (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (office_address_id) REFERENCES addresses (id) ON DELETE SET NULL ON UPDATE CASCADE
)
-- next
CREATE SEQUENCE ksefbatchsessions_id_seq
-- next
CREATE TABLE ksefbatchsessions (
    id integer NOT NULL DEFAULT nextval(('ksefbatchsessions_id_seq'::text)::regclass),
    ksefnumber varchar(40) NOT NULL,
    cdate bigint NOT NULL,
    lastupdate bigint NOT NULL,
    status smallint NOT NULL DEFAULT 0,
    statusdescription text,
    environment smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE ksefconfig_id_seq
-- next
CREATE TABLE ksefconfig (
    id integer NOT NULL DEFAULT nextval(('ksefconfig_id_seq'::text)::regclass),
    divisionid integer NOT NULL,
    delay integer NOT NULL,
    allconsumers smallint NOT NULL,
    boundarydate bigint NOT NULL,
    showbalancesummary smallint NOT NULL,
    xmladdallvalues smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    FOREIGN KEY (divisionid) REFERENCES divisions (id) ON DELETE CASCADE ON UPDATE CASCADE
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
    datefrom bigint NOT NULL DEFAULT 0,
    dateto bigint NOT NULL DEFAULT 0,
    customertype smallint,
    refflag smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE numberplanassignments_id_seq
-- next
CREATE TABLE numberplanassignments (
    id integer NOT NULL DEFAULT nextval(('numberplanassignments_id_seq'::text)::regclass),
    planid integer NOT NULL,
    divisionid integer NOT NULL,
    UNIQUE (planid, divisionid),
    PRIMARY KEY (id),
    FOREIGN KEY (planid) REFERENCES numberplans (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (divisionid) REFERENCES divisions (id) ON DELETE CASCADE ON UPDATE CASCADE
)
-- next
CREATE SEQUENCE serviceproviders_id_seq
-- next
CREATE TABLE serviceproviders (
    id integer NOT NULL DEFAULT nextval('serviceproviders_id_seq'::regclass),
    name varchar(64) NOT NULL,
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
    validfrom bigint NOT NULL DEFAULT 0,
    validto bigint NOT NULL DEFAULT 0,
    reversecharge smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE tariffs_id_seq
-- next
CREATE TABLE tariffs (
    id integer NOT NULL DEFAULT nextval(('tariffs_id_seq'::text)::regclass),
    name varchar(255) NOT NULL DEFAULT ''::character varying,
    type smallint NOT NULL DEFAULT 1,
    value numeric(9,3) NOT NULL DEFAULT 0,
    taxcategory smallint NOT NULL DEFAULT 0,
    period smallint,
    taxid integer NOT NULL,
    numberplanid integer,
    prodid varchar(255) NOT NULL DEFAULT ''::character varying,
    uprate integer NOT NULL DEFAULT 0,
    upceil integer NOT NULL DEFAULT 0,
    downrate integer NOT NULL DEFAULT 0,
    downceil integer NOT NULL DEFAULT 0,
    down_burst_time smallint NOT NULL DEFAULT 0,
    down_burst_limit integer NOT NULL DEFAULT 0,
    down_burst_threshold integer NOT NULL DEFAULT 0,
    up_burst_time smallint NOT NULL DEFAULT 0,
    up_burst_limit integer NOT NULL DEFAULT 0,
    up_burst_threshold integer NOT NULL DEFAULT 0,
    climit integer NOT NULL DEFAULT 0,
    plimit integer NOT NULL DEFAULT 0,
    dlimit integer NOT NULL DEFAULT 0,
    uprate_n integer,
    upceil_n integer,
    downrate_n integer,
    downceil_n integer,
    down_burst_time_n smallint,
    down_burst_limit_n integer,
    down_burst_threshold_n integer,
    up_burst_time_n smallint,
    up_burst_limit_n integer,
    up_burst_threshold_n integer,
    climit_n integer,
    plimit_n integer,
    domain_limit integer,
    alias_limit integer,
    sh_limit integer,
    www_limit integer,
    mail_limit integer,
    ftp_limit integer,
    sql_limit integer,
    cloud_limit integer,
    quota_sh_limit integer,
    quota_www_limit integer,
    quota_mail_limit integer,
    quota_ftp_limit integer,
    quota_sql_limit integer,
    quota_cloud_limit integer,
    description text NOT NULL DEFAULT ''::text,
    disabled smallint NOT NULL DEFAULT 0,
    voip_tariff_id integer,
    voip_tariff_rule_id integer,
    datefrom bigint NOT NULL DEFAULT 0,
    dateto bigint NOT NULL DEFAULT 0,
    authtype smallint NOT NULL DEFAULT 0,
    currency varchar(3),
    flags smallint NOT NULL DEFAULT 0,
    netvalue numeric(9,3) DEFAULT NULL::numeric,
    notes text,
    serviceproviderid integer,
    extid varchar(64) DEFAULT NULL::character varying,
    UNIQUE (name, value, period, currency),
    PRIMARY KEY (id),
    FOREIGN KEY (taxid) REFERENCES taxes (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (numberplanid) REFERENCES numberplans (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (serviceproviderid) REFERENCES serviceproviders (id) ON DELETE CASCADE ON UPDATE CASCADE
)
-- next
CREATE SEQUENCE users_id_seq
-- next
CREATE TABLE users (
    id integer NOT NULL DEFAULT nextval(('users_id_seq'::text)::regclass),
    login varchar(32) NOT NULL DEFAULT ''::character varying,
    firstname varchar(64) NOT NULL DEFAULT ''::character varying,
    lastname varchar(64) NOT NULL DEFAULT ''::character varying,
    issuer varchar(100) DEFAULT NULL::character varying,
    email varchar(255) NOT NULL DEFAULT ''::character varying,
    phone varchar(32) DEFAULT NULL::character varying,
    position varchar(255) NOT NULL DEFAULT ''::character varying,
    rights text NOT NULL DEFAULT ''::text,
    hosts varchar(255) NOT NULL DEFAULT ''::character varying,
    trustedhosts varchar(255) DEFAULT NULL::character varying,
    passwd varchar(255) NOT NULL DEFAULT ''::character varying,
    netpasswd varchar(255) DEFAULT NULL::character varying,
    passwdforcechange smallint NOT NULL DEFAULT 0,
    ntype smallint,
    lastlogindate bigint NOT NULL DEFAULT 0,
    lastloginip varchar(40) NOT NULL DEFAULT ''::character varying,
    failedlogindate bigint NOT NULL DEFAULT 0,
    failedloginip varchar(40) NOT NULL DEFAULT ''::character varying,
    deleted smallint NOT NULL DEFAULT 0,
    passwdexpiration bigint NOT NULL DEFAULT 0,
    passwdlastchange bigint NOT NULL DEFAULT 0,
    access smallint NOT NULL DEFAULT 1,
    accessfrom bigint NOT NULL DEFAULT 0,
    accessto bigint NOT NULL DEFAULT 0,
    settings text NOT NULL DEFAULT ''::text,
    persistentsettings text NOT NULL DEFAULT ''::text,
    twofactorauth smallint NOT NULL DEFAULT 0,
    twofactorauthsecretkey varchar(255) DEFAULT NULL::character varying,
    UNIQUE (login),
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE customers_id_seq
-- next
CREATE TABLE customers (
    id integer NOT NULL DEFAULT nextval(('customers_id_seq'::text)::regclass),
    lastname varchar(128) NOT NULL DEFAULT ''::character varying,
    name varchar(128) NOT NULL DEFAULT ''::character varying,
    altname varchar(128) DEFAULT NULL::character varying,
    status smallint NOT NULL DEFAULT 0,
    type smallint NOT NULL DEFAULT 0,
    ten varchar(50) NOT NULL DEFAULT ''::character varying,
    ssn varchar(50) NOT NULL DEFAULT ''::character varying,
    regon varchar(255) NOT NULL DEFAULT ''::character varying,
    rbe varchar(255) NOT NULL DEFAULT ''::character varying,
    rbename varchar(255) NOT NULL DEFAULT ''::character varying,
    ict smallint NOT NULL DEFAULT 0,
    icn varchar(255) NOT NULL DEFAULT ''::character varying,
    icexpires bigint,
    info text NOT NULL DEFAULT ''::text,
    notes text NOT NULL DEFAULT ''::text,
    creationdate bigint NOT NULL DEFAULT 0,
    moddate bigint NOT NULL DEFAULT 0,
    creatorid integer,
    modid integer,
    deleted smallint NOT NULL DEFAULT 0,
    message text NOT NULL DEFAULT ''::text,
    pin varchar(255) NOT NULL DEFAULT 0,
    pinlastchange bigint NOT NULL DEFAULT 0,
    cutoffstop bigint NOT NULL DEFAULT 0,
    divisionid integer,
    paytime smallint NOT NULL DEFAULT '-1'::integer,
    paytype smallint,
    documentmemo text,
    flags smallint NOT NULL DEFAULT 0,
    karma smallint NOT NULL DEFAULT 0,
    origin smallint,
    PRIMARY KEY (id),
    FOREIGN KEY (divisionid) REFERENCES divisions (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (creatorid) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (modid) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE
)
-- next
CREATE SEQUENCE cashimport_id_seq
-- next
CREATE TABLE cashimport (
    id integer NOT NULL DEFAULT nextval(('cashimport_id_seq'::text)::regclass),
    date bigint NOT NULL DEFAULT 0,
    value numeric(9,2) NOT NULL DEFAULT 0,
    customer text NOT NULL DEFAULT ''::text,
    description text NOT NULL DEFAULT ''::text,
    customerid integer,
    hash varchar(50) NOT NULL DEFAULT ''::character varying,
    closed smallint NOT NULL DEFAULT 0,
    sourceid integer,
    sourcefileid integer,
    srcaccount varchar(60) DEFAULT NULL::character varying,
    operdate bigint,
    extid varchar(64) DEFAULT NULL::character varying,
    UNIQUE (sourceid, extid),
    PRIMARY KEY (id),
    FOREIGN KEY (customerid) REFERENCES customers (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (sourceid) REFERENCES cashsources (id) ON DELETE SET NULL ON UPDATE CASCADE
)
-- next
CREATE SEQUENCE customer_addresses_id_seq
-- next
CREATE TABLE customer_addresses (
    id integer NOT NULL DEFAULT nextval(('customer_addresses_id_seq'::text)::regclass),
    customer_id integer,
    address_id integer,
    type smallint,
    ten varchar(50) DEFAULT NULL::character varying,
    entity_type smallint,
    UNIQUE (customer_id, address_id),
    PRIMARY KEY (id),
    FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (address_id) REFERENCES addresses (id) ON DELETE CASCADE ON UPDATE CASCADE
)
-- next
CREATE TABLE customerbalances (
    customerid integer NOT NULL,
    balance numeric(12,2) NOT NULL,
    FOREIGN KEY (customerid) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE
)
-- next
CREATE TABLE customerconsents (
    customerid integer NOT NULL,
    cdate bigint NOT NULL DEFAULT 0,
    type smallint NOT NULL,
    UNIQUE (customerid, type),
    FOREIGN KEY (customerid) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE
)
-- next
CREATE SEQUENCE customercontacts_id_seq
-- next
CREATE TABLE customercontacts (
    id integer NOT NULL DEFAULT nextval(('customercontacts_id_seq'::text)::regclass),
    customerid integer NOT NULL,
    name varchar(10000) NOT NULL DEFAULT ''::character varying,
    contact varchar(255) NOT NULL DEFAULT ''::character varying,
    type integer,
    PRIMARY KEY (id),
    FOREIGN KEY (customerid) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE
)
-- next
CREATE TABLE customerextids (
    customerid integer NOT NULL,
    extid varchar(64) NOT NULL,
    serviceproviderid integer,
    FOREIGN KEY (customerid) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (serviceproviderid) REFERENCES serviceproviders (id) ON DELETE CASCADE ON UPDATE CASCADE
)
-- next
CREATE SEQUENCE documents_id_seq
-- next
CREATE TABLE documents (
    id integer NOT NULL DEFAULT nextval(('documents_id_seq'::text)::regclass),
    type smallint NOT NULL DEFAULT 0,
    number integer NOT NULL DEFAULT 0,
    numberplanid integer,
    extnumber varchar(255) NOT NULL DEFAULT ''::character varying,
    cdate bigint NOT NULL DEFAULT 0,
    sdate bigint NOT NULL DEFAULT 0,
    customerid integer,
    userid integer,
    divisionid integer,
    name varchar(255) NOT NULL DEFAULT ''::character varying,
    address varchar(255) NOT NULL DEFAULT ''::character varying,
    zip varchar(10) DEFAULT NULL::character varying,
    city varchar(100) DEFAULT NULL::character varying,
    countryid integer,
    ten varchar(50) NOT NULL DEFAULT ''::character varying,
    ssn varchar(50) NOT NULL DEFAULT ''::character varying,
    paytime smallint NOT NULL DEFAULT 0,
    paytype smallint,
    closed smallint NOT NULL DEFAULT 0,
    reference integer,
    reason varchar(255) NOT NULL DEFAULT ''::character varying,
    div_name text NOT NULL DEFAULT ''::text,
    div_shortname text NOT NULL DEFAULT ''::text,
    div_address varchar(255) NOT NULL DEFAULT ''::character varying,
    div_city varchar(255) NOT NULL DEFAULT ''::character varying,
    div_zip varchar(255) NOT NULL DEFAULT ''::character varying,
    div_countryid integer,
    div_ten varchar(255) NOT NULL DEFAULT ''::character varying,
    div_regon varchar(255) NOT NULL DEFAULT ''::character varying,
    div_bank varchar(100) DEFAULT NULL::character varying,
    div_account varchar(48) NOT NULL DEFAULT ''::character varying,
    div_inv_header text NOT NULL DEFAULT ''::text,
    div_inv_footer text NOT NULL DEFAULT ''::text,
    div_inv_author text NOT NULL DEFAULT ''::text,
    div_inv_cplace text NOT NULL DEFAULT ''::text,
    fullnumber varchar(50) DEFAULT NULL::character varying,
    cancelled smallint NOT NULL DEFAULT 0,
    published smallint NOT NULL DEFAULT 0,
    comment text,
    cuserid integer,
    recipient_address_id integer,
    recipient_ten varchar(50) DEFAULT NULL::character varying,
    recipient_type smallint,
    recipient_address_id2 integer,
    recipient_ten2 varchar(50) DEFAULT NULL::character varying,
    recipient_type2 smallint,
    post_address_id integer,
    template varchar(255) DEFAULT NULL::character varying,
    commitflags smallint NOT NULL DEFAULT 0,
    archived smallint NOT NULL DEFAULT 0,
    auserid integer,
    adate bigint NOT NULL DEFAULT 0,
    currency varchar(3),
    currencyvalue numeric(17,10) DEFAULT 1.0,
    senddate bigint NOT NULL DEFAULT 0,
    memo text,
    confirmdate bigint NOT NULL DEFAULT 0,
    flags smallint NOT NULL DEFAULT 0,
    origin smallint,
    extid varchar(64) DEFAULT NULL::character varying,
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
)
-- next
CREATE SEQUENCE assignments_id_seq
-- next
CREATE TABLE assignments (
    id integer NOT NULL DEFAULT nextval(('assignments_id_seq'::text)::regclass),
    tariffid integer,
    liabilityid integer,
    customerid integer NOT NULL,
    period smallint NOT NULL DEFAULT 0,
    backwardperiod smallint NOT NULL DEFAULT 0,
    note text,
    at bigint NOT NULL DEFAULT 0,
    datefrom bigint NOT NULL DEFAULT 0,
    dateto bigint NOT NULL DEFAULT 0,
    invoice smallint NOT NULL DEFAULT 0,
    suspended smallint NOT NULL DEFAULT 0,
    settlement smallint NOT NULL DEFAULT 0,
    pdiscount numeric(5,2) NOT NULL DEFAULT 0,
    vdiscount numeric(9,3) NOT NULL DEFAULT 0,
    paytime smallint,
    paytype smallint,
    numberplanid integer,
    attribute varchar(255) DEFAULT NULL::character varying,
    recipient_address_id integer,
    recipient_address_id2 integer,
    docid integer,
    commited smallint NOT NULL DEFAULT 1,
    separatedocument varchar(100) DEFAULT NULL::character varying,
    count numeric(9,3) NOT NULL DEFAULT 1,
    promotionschemaid integer,
    separateitem smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    FOREIGN KEY (tariffid) REFERENCES tariffs (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (customerid) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (numberplanid) REFERENCES numberplans (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (recipient_address_id) REFERENCES addresses (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (recipient_address_id2) REFERENCES addresses (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (docid) REFERENCES documents (id) ON DELETE CASCADE ON UPDATE CASCADE
)
-- next
CREATE SEQUENCE cash_id_seq
-- next
CREATE TABLE cash (
    id integer NOT NULL DEFAULT nextval(('cash_id_seq'::text)::regclass),
    time bigint NOT NULL DEFAULT 0,
    type smallint NOT NULL DEFAULT 0,
    servicetype smallint,
    userid integer,
    value numeric(9,2) NOT NULL DEFAULT 0,
    taxid integer,
    customerid integer,
    comment text NOT NULL DEFAULT ''::text,
    docid integer,
    itemid smallint NOT NULL DEFAULT 0,
    importid integer,
    sourceid integer,
    linktechnology integer,
    currency varchar(3),
    currencyvalue numeric(17,10) DEFAULT 1.0,
    notification smallint DEFAULT 1,
    UNIQUE (importid),
    PRIMARY KEY (id),
    FOREIGN KEY (userid) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (taxid) REFERENCES taxes (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (customerid) REFERENCES customers (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (docid) REFERENCES documents (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (importid) REFERENCES cashimport (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (sourceid) REFERENCES cashsources (id) ON DELETE SET NULL ON UPDATE CASCADE
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
    type smallint NOT NULL DEFAULT 1,
    cdate bigint NOT NULL DEFAULT 0,
    UNIQUE (docid, md5sum),
    PRIMARY KEY (id),
    FOREIGN KEY (docid) REFERENCES documents (id) ON DELETE CASCADE ON UPDATE CASCADE
)
-- next
CREATE TABLE documentcontents (
    docid integer NOT NULL,
    title text NOT NULL DEFAULT ''::text,
    fromdate bigint NOT NULL DEFAULT 0,
    todate bigint NOT NULL DEFAULT 0,
    description text NOT NULL DEFAULT ''::text,
    dynamicperiod smallint NOT NULL DEFAULT 0,
    attributes text,
    UNIQUE (docid),
    FOREIGN KEY (docid) REFERENCES documents (id) ON DELETE CASCADE ON UPDATE CASCADE
)
-- next
CREATE TABLE invoicecontents (
    docid integer NOT NULL,
    itemid smallint NOT NULL DEFAULT 0,
    value numeric(12,5) NOT NULL DEFAULT 0,
    taxid integer NOT NULL,
    prodid varchar(255) NOT NULL DEFAULT ''::character varying,
    content varchar(16) NOT NULL DEFAULT ''::character varying,
    count numeric(9,3) NOT NULL DEFAULT 0,
    description text NOT NULL DEFAULT ''::text,
    tariffid integer,
    pdiscount numeric(5,2) NOT NULL DEFAULT 0,
    vdiscount numeric(9,3) NOT NULL DEFAULT 0,
    taxcategory smallint NOT NULL DEFAULT 0,
    period smallint DEFAULT 3,
    FOREIGN KEY (docid) REFERENCES documents (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (taxid) REFERENCES taxes (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (tariffid) REFERENCES tariffs (id) ON DELETE SET NULL ON UPDATE CASCADE
)
-- next
CREATE SEQUENCE ksefdocuments_id_seq
-- next
CREATE TABLE ksefdocuments (
    id integer NOT NULL DEFAULT nextval(('ksefdocuments_id_seq'::text)::regclass),
    batchsessionid integer NOT NULL,
    docid integer NOT NULL,
    ordinalnumber integer NOT NULL,
    ksefnumber varchar(40) DEFAULT NULL::character varying,
    hash varchar(50) NOT NULL,
    status smallint NOT NULL DEFAULT 0,
    statusdescription text,
    statusdetails text,
    permanent_storage_date timestamp with time zone,
    PRIMARY KEY (id),
    FOREIGN KEY (batchsessionid) REFERENCES ksefbatchsessions (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (docid) REFERENCES documents (id) ON DELETE RESTRICT ON UPDATE CASCADE
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
    userid integer,
    divisionid integer,
    configid integer,
    UNIQUE (section, var, userid, divisionid),
    PRIMARY KEY (id),
    FOREIGN KEY (userid) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (divisionid) REFERENCES divisions (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (configid) REFERENCES uiconfig (id) ON DELETE CASCADE ON UPDATE CASCADE
)
-- next
CREATE SEQUENCE voipaccounts_id_seq
-- next
CREATE TABLE voipaccounts (
    id integer NOT NULL DEFAULT nextval(('voipaccounts_id_seq'::text)::regclass),
    ownerid integer,
    login varchar(255) NOT NULL DEFAULT ''::character varying,
    passwd varchar(255) NOT NULL DEFAULT ''::character varying,
    access smallint NOT NULL DEFAULT 1,
    creationdate integer NOT NULL DEFAULT 0,
    moddate integer NOT NULL DEFAULT 0,
    creatorid integer,
    modid integer,
    balance numeric(12,5) NOT NULL DEFAULT 0,
    flags smallint NOT NULL DEFAULT 0,
    cost_limit numeric(12,2) DEFAULT NULL::numeric,
    address_id integer,
    description text NOT NULL DEFAULT ''::text,
    serviceproviderid integer,
    extid varchar(64) DEFAULT NULL::character varying,
    PRIMARY KEY (id),
    FOREIGN KEY (ownerid) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (creatorid) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (modid) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (address_id) REFERENCES addresses (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (serviceproviderid) REFERENCES serviceproviders (id) ON DELETE CASCADE ON UPDATE CASCADE
)
-- next
CREATE SEQUENCE voip_cdr_id_seq
-- next
CREATE TABLE voip_cdr (
    id integer NOT NULL DEFAULT nextval(('voip_cdr_id_seq'::text)::regclass),
    caller varchar(20) NOT NULL,
    callee varchar(20) NOT NULL,
    call_start_time bigint NOT NULL,
    creationdate bigint,
    totaltime bigint NOT NULL,
    billedtime bigint NOT NULL,
    price numeric(12,5) NOT NULL,
    status smallint NOT NULL,
    direction smallint NOT NULL,
    type smallint NOT NULL DEFAULT 0,
    callervoipaccountid integer,
    calleevoipaccountid integer,
    caller_flags smallint NOT NULL DEFAULT 0,
    callee_flags smallint NOT NULL DEFAULT 0,
    caller_prefix_group varchar(100),
    callee_prefix_group varchar(100),
    uniqueid varchar(80) NOT NULL,
    fraction varchar(256) DEFAULT NULL::character varying,
    prefix varchar(256) DEFAULT NULL::character varying,
    prefixname varchar(256) DEFAULT NULL::character varying,
    incremental smallint NOT NULL DEFAULT 0,
    UNIQUE (direction, uniqueid),
    PRIMARY KEY (id),
    FOREIGN KEY (callervoipaccountid) REFERENCES voipaccounts (id) ON DELETE SET NULL ON UPDATE CASCADE,
    FOREIGN KEY (calleevoipaccountid) REFERENCES voipaccounts (id) ON DELETE SET NULL ON UPDATE CASCADE
)
-- next
CREATE SEQUENCE voip_numbers_id_seq
-- next
CREATE TABLE voip_numbers (
    id integer NOT NULL DEFAULT nextval(('voip_numbers_id_seq'::text)::regclass),
    voip_account_id integer NOT NULL,
    phone varchar(20) NOT NULL,
    number_index smallint,
    info varchar(255) DEFAULT NULL::character varying,
    tariff_id integer,
    UNIQUE (phone),
    UNIQUE (voip_account_id, number_index),
    PRIMARY KEY (id),
    FOREIGN KEY (voip_account_id) REFERENCES voipaccounts (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (tariff_id) REFERENCES tariffs (id) ON DELETE SET NULL ON UPDATE CASCADE
)
-- next
CREATE SEQUENCE voip_number_assignments_id_seq
-- next
CREATE TABLE voip_number_assignments (
    id integer NOT NULL DEFAULT nextval(('voip_number_assignments_id_seq'::text)::regclass),
    number_id integer NOT NULL,
    assignment_id integer NOT NULL,
    UNIQUE (number_id, assignment_id),
    PRIMARY KEY (id),
    FOREIGN KEY (number_id) REFERENCES voip_numbers (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (assignment_id) REFERENCES assignments (id) ON DELETE CASCADE ON UPDATE CASCADE
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
-- A balance per customer, kept by triggers with the writer's rights, as LMS keeps it.
CREATE FUNCTION follow_cash() RETURNS trigger AS $$
BEGIN
    IF NEW.customerid IS NULL THEN
        RETURN NULL;
    END IF;
    UPDATE customerbalances
    SET balance = (SELECT SUM(value * currencyvalue) FROM cash WHERE customerid = NEW.customerid)
    WHERE customerid = NEW.customerid;
    IF NOT FOUND THEN
        INSERT INTO customerbalances (customerid, balance)
        SELECT NEW.customerid, SUM(value * currencyvalue) FROM cash
        WHERE customerid = NEW.customerid;
    END IF;
    RETURN NULL;
END
$$ LANGUAGE plpgsql
-- next
CREATE TRIGGER cash_follow AFTER INSERT OR UPDATE ON cash
FOR EACH ROW EXECUTE FUNCTION follow_cash()
-- next
CREATE FUNCTION follow_cash_gone() RETURNS trigger AS $$
BEGIN
    UPDATE customerbalances
    SET balance = COALESCE(
        (SELECT SUM(value * currencyvalue) FROM cash WHERE customerid = OLD.customerid), 0
    )
    WHERE customerid = OLD.customerid;
    RETURN NULL;
END
$$ LANGUAGE plpgsql
-- next
CREATE TRIGGER cash_follow_gone AFTER DELETE ON cash
FOR EACH ROW EXECUTE FUNCTION follow_cash_gone()
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
    TRIM(COALESCE(a.street, a.city) || ' ' || CONCAT_WS('/', a.house, a.flat)) AS address,
    TRIM(COALESCE(a.zip || ' ', '') || CONCAT_WS(', ', NULLIF(a.postoffice, a.city), CASE WHEN a.street IS NULL AND a.postoffice <> a.city THEN NULL ELSE a.city END, COALESCE(a.street, a.city) || ' ' || CONCAT_WS('/', a.house, a.flat))) AS location
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
    CAST((SELECT COALESCE(SUM(n.cdate), 0) FROM customerconsents AS n WHERE n.customerid = c.id AND n.type = 1) AS bigint) AS consentdate,
    CAST((SELECT COUNT(*) FROM customerconsents AS n WHERE n.customerid = c.id AND n.type = 2) AS smallint) AS invoicenotice,
    CAST((SELECT COUNT(*) FROM customerconsents AS n WHERE n.customerid = c.id AND n.type = 3) AS smallint) AS mailingnotice,
    CAST((SELECT COUNT(*) FROM customerconsents AS n WHERE n.customerid = c.id AND n.type = 8) AS smallint) AS smsnotice,
    CAST((SELECT COUNT(*) FROM customerconsents AS n WHERE n.customerid = c.id AND n.type = 4) AS smallint) AS einvoice,
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
WHERE type < 2 AND CAST(current_setting('lms.current_user') AS integer) >= 0
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
-- The real one reads a function, so lengths are gone.
CREATE VIEW vinvoicecontents AS
SELECT
    m.docid,
    m.itemid,
    CAST(m.value AS numeric) AS value,
    CAST(m.pdiscount AS numeric) AS pdiscount,
    m.taxid,
    CAST(m.prodid AS varchar) AS prodid,
    CAST(m.content AS varchar) AS content,
    CAST(m.count AS numeric) AS count,
    m.description,
    m.tariffid,
    CAST(m.vdiscount AS numeric) AS vdiscount,
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
    m.netvalue - m.old_netvalue AS diff_netvalue,
    m.taxvalue - m.old_taxvalue AS diff_taxvalue,
    m.grossvalue - m.old_grossvalue AS diff_grossvalue,
    m.taxrate
FROM item_amounts AS m

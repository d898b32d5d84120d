-- The old plugin's tables as existing MySQL installations have them (schema 2017011900):
-- three-byte UTF-8, Polish collation (which ignores case), flags as char, no foreign keys.
CREATE TABLE hv_customers (
    id int(11) NOT NULL,
    name varchar(255) DEFAULT NULL,
    id_reseller int(11) DEFAULT NULL,
    email varchar(255) DEFAULT NULL,
    address varchar(255) DEFAULT NULL,
    street_number varchar(10) DEFAULT NULL,
    apartment_number varchar(10) DEFAULT NULL,
    postcode varchar(10) DEFAULT NULL,
    city varchar(255) DEFAULT NULL,
    country varchar(255) DEFAULT NULL,
    b_name varchar(255) DEFAULT NULL,
    b_address varchar(255) DEFAULT NULL,
    b_street_number varchar(255) DEFAULT NULL,
    b_apartment_number varchar(10) DEFAULT NULL,
    b_postcode varchar(10) DEFAULT NULL,
    b_city varchar(255) DEFAULT NULL,
    b_country varchar(255) DEFAULT NULL,
    b_nip varchar(50) DEFAULT NULL,
    b_regon varchar(50) DEFAULT NULL,
    ext_billing_id int(11) DEFAULT NULL,
    issue_invoice char(1) DEFAULT 'f',
    id_default_pricelist int(11) DEFAULT NULL,
    id_default_balance int(11) DEFAULT NULL,
    payment_type char(8) DEFAULT 'postpaid',
    is_wlr char(1) DEFAULT 'f',
    active char(1) DEFAULT 't',
    create_date varchar(30) DEFAULT NULL,
    consent_data_processing char(1) DEFAULT 'f',
    platform_user_add_stamp varchar(50) DEFAULT NULL,
    open_registration char(1) DEFAULT 'f',
    is_removed char(1) DEFAULT 'f',
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8 COLLATE = utf8_polish_ci
-- next
CREATE TABLE hv_assign (
    id int(11) NOT NULL AUTO_INCREMENT,
    customerid int(11) NOT NULL DEFAULT 0,
    keytype char(30) DEFAULT NULL,
    keyvalue varchar(255) DEFAULT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8 COLLATE = utf8_polish_ci
-- next
CREATE TABLE hv_terminal (
    id int(11) NOT NULL,
    customerid int(11) NOT NULL DEFAULT 0,
    username varchar(100) DEFAULT NULL,
    password varchar(100) DEFAULT NULL,
    screen_numbers char(1) DEFAULT 't',
    t38_fax char(1) DEFAULT 'f',
    customer_name varchar(255) DEFAULT NULL,
    id_pricelist int(11) DEFAULT NULL,
    pricelist_name varchar(255) DEFAULT NULL,
    balance_value decimal(9, 2) DEFAULT NULL,
    id_auth int(11) DEFAULT NULL,
    id_subscription int(11) DEFAULT NULL,
    subscription_from varchar(50) DEFAULT NULL,
    subscription_to varchar(50) DEFAULT NULL,
    value_left decimal(9, 2) DEFAULT NULL,
    id_terminal_location int(11) DEFAULT NULL,
    area_code varchar(10) DEFAULT NULL,
    borough varchar(255) DEFAULT NULL,
    county varchar(255) DEFAULT NULL,
    province varchar(255) DEFAULT NULL,
    sip_proxy varchar(255) DEFAULT NULL,
    subscriptions varchar(255) DEFAULT NULL,
    extensions text,
    location varchar(255) DEFAULT NULL,
    location_city int(11) DEFAULT NULL,
    location_street int(11) DEFAULT NULL,
    location_house varchar(20) DEFAULT NULL,
    location_flat varchar(20) DEFAULT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8 COLLATE = utf8_polish_ci
-- next
CREATE TABLE hv_pstn (
    id int(11) NOT NULL,
    customerid int(11) NOT NULL DEFAULT 0,
    extension varchar(30) DEFAULT NULL,
    country_code varchar(3) DEFAULT '48',
    number varchar(20) DEFAULT NULL,
    is_main char(1) DEFAULT 't',
    disa_enabled char(1) DEFAULT 'f',
    clir char(1) DEFAULT 'f',
    virtual_fax char(1) DEFAULT 'f',
    terminal_name varchar(100) DEFAULT NULL,
    id_auth int(11) DEFAULT NULL,
    create_date varchar(30) DEFAULT NULL,
    voicemail_enabled char(1) DEFAULT 't',
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8 COLLATE = utf8_polish_ci
-- next
CREATE TABLE hv_pstnrange (
    id int(11) NOT NULL,
    range_start bigint(20) DEFAULT NULL,
    range_end bigint(20) DEFAULT NULL,
    description varchar(255) DEFAULT NULL,
    id_reseller int(11) DEFAULT NULL,
    country_code varchar(6) DEFAULT NULL,
    open_registration char(1) DEFAULT 'f',
    ussage char(1) DEFAULT 't',
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8 COLLATE = utf8_polish_ci
-- next
CREATE TABLE hv_pstnusage (
    extension bigint(20) NOT NULL,
    number int(11) DEFAULT NULL,
    customerid int(11) NOT NULL DEFAULT 0,
    country_code varchar(6) DEFAULT NULL,
    customer_name varchar(255) DEFAULT NULL,
    idrange int(11) DEFAULT NULL,
    id int(11) NOT NULL AUTO_INCREMENT,
    PRIMARY KEY (id),
    KEY extension (extension)
) ENGINE = InnoDB DEFAULT CHARSET = utf8 COLLATE = utf8_polish_ci
-- next
CREATE TABLE hv_enduserlist (
    id int(11) NOT NULL,
    customerid int(11) NOT NULL DEFAULT 0,
    password varchar(255) DEFAULT NULL,
    email varchar(255) DEFAULT NULL,
    admin char(1) DEFAULT 't',
    vm_count int(11) DEFAULT NULL,
    fax_count int(11) DEFAULT NULL,
    exten_count int(11) DEFAULT NULL,
    vexten_count int(11) DEFAULT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8 COLLATE = utf8_polish_ci
-- next
CREATE TABLE hv_pricelist (
    id int(11) NOT NULL,
    name varchar(50) DEFAULT NULL,
    charge_internal_call char(1) DEFAULT 'f',
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8 COLLATE = utf8_polish_ci
-- next
CREATE TABLE hv_subscriptionlist (
    id int(11) NOT NULL,
    name varchar(255) DEFAULT NULL,
    value decimal(9, 2) DEFAULT NULL,
    f_dld varchar(255) DEFAULT NULL,
    f_mobile varchar(255) DEFAULT NULL,
    f_ild varchar(255) DEFAULT NULL,
    id_reseller int(11) DEFAULT NULL,
    invoice_value decimal(9, 2) DEFAULT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8 COLLATE = utf8_polish_ci
-- next
CREATE TABLE hv_billing (
    id bigint(20) NOT NULL,
    customerid int(11) DEFAULT NULL,
    rel_cause int(11) DEFAULT NULL,
    start_time varchar(30) DEFAULT NULL,
    start_time_unix int(11) DEFAULT NULL,
    customer_name varchar(255) DEFAULT NULL,
    terminal_name varchar(255) DEFAULT NULL,
    ext_billing_id int(11) DEFAULT NULL,
    caller varchar(20) DEFAULT NULL,
    bill_cpb varchar(20) DEFAULT NULL,
    duration int(11) DEFAULT NULL,
    calltype varchar(50) DEFAULT NULL,
    country varchar(255) DEFAULT NULL,
    description varchar(255) DEFAULT NULL,
    operator varchar(255) DEFAULT NULL,
    type varchar(30) DEFAULT NULL,
    cost decimal(12, 4) DEFAULT NULL,
    price decimal(12, 4) DEFAULT NULL,
    init_charge decimal(12, 4) DEFAULT NULL,
    reseller_price decimal(12, 4) DEFAULT NULL,
    reseller_cost decimal(12, 4) DEFAULT NULL,
    reseller_init_charge decimal(12, 4) DEFAULT NULL,
    margin decimal(12, 4) DEFAULT NULL,
    subscription_used char(1) DEFAULT 'f',
    platform_type varchar(20) DEFAULT NULL,
    success_call char(1) DEFAULT 't',
    PRIMARY KEY (id),
    KEY customerid (customerid),
    KEY success_call (success_call)
) ENGINE = InnoDB DEFAULT CHARSET = utf8 COLLATE = utf8_polish_ci
-- next
CREATE TABLE hv_province (
    id int(11) NOT NULL,
    name varchar(255) DEFAULT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8 COLLATE = utf8_polish_ci
-- next
CREATE TABLE hv_county (
    id int(11) NOT NULL,
    name varchar(255) DEFAULT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8 COLLATE = utf8_polish_ci
-- next
CREATE TABLE hv_borough (
    id int(11) NOT NULL,
    name varchar(255) DEFAULT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8 COLLATE = utf8_polish_ci
-- next
CREATE TABLE hv_pcb (
    id int(11) NOT NULL,
    id_province int(11) DEFAULT NULL,
    id_county int(11) DEFAULT NULL,
    id_borough int(11) DEFAULT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8 COLLATE = utf8_polish_ci
-- next
INSERT INTO dbinfo (keytype, keyvalue) VALUES ('dbversion_LMSHiperusPlugin', '2017011900')

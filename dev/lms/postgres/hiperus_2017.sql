-- The old plugin's tables as existing PostgreSQL installations have them (schema 2017011900):
-- an enum type per flag column, foreign keys with cascade, integer ids of calls.
CREATE TYPE payment_type_enum AS ENUM ('prepaid', 'postpaid')
-- next
CREATE TYPE issue_invoice_enum AS ENUM ('t', 'f')
-- next
CREATE TYPE is_wlr_enum AS ENUM ('t', 'f')
-- next
CREATE TYPE active_enum AS ENUM ('t', 'f')
-- next
CREATE TYPE consent_data_processing_enum AS ENUM ('t', 'f')
-- next
CREATE TYPE open_registration_enum AS ENUM ('t', 'f')
-- next
CREATE TYPE is_removed_enum AS ENUM ('t', 'f')
-- next
CREATE TYPE screen_numbers_enum AS ENUM ('t', 'f')
-- next
CREATE TYPE t38_fax_enum AS ENUM ('t', 'f')
-- next
CREATE TYPE is_main_enum AS ENUM ('t', 'f')
-- next
CREATE TYPE disa_enabled_enum AS ENUM ('t', 'f')
-- next
CREATE TYPE clir_enum AS ENUM ('t', 'f')
-- next
CREATE TYPE virtual_fax_enum AS ENUM ('t', 'f')
-- next
CREATE TYPE voicemail_enabled_enum AS ENUM ('t', 'f')
-- next
CREATE TYPE ussage_enum AS ENUM ('t', 'f')
-- next
CREATE TYPE admin_enum AS ENUM ('t', 'f')
-- next
CREATE TYPE charge_internal_call_enum AS ENUM ('t', 'f')
-- next
CREATE TYPE subscription_used_enum AS ENUM ('t', 'f')
-- next
CREATE TYPE success_call_enum AS ENUM ('t', 'f')
-- next
CREATE TABLE hv_customers (
    id integer NOT NULL,
    name varchar(255),
    id_reseller integer,
    email varchar(255),
    address varchar(255),
    street_number varchar(10),
    apartment_number varchar(10),
    postcode varchar(10),
    city varchar(255),
    country varchar(255),
    b_name varchar(255),
    b_address varchar(255),
    b_street_number varchar(10),
    b_apartment_number varchar(10),
    b_postcode varchar(10),
    b_city varchar(255),
    b_country varchar(255),
    b_nip varchar(50),
    b_regon varchar(50),
    ext_billing_id integer,
    issue_invoice issue_invoice_enum,
    id_default_pricelist integer,
    id_default_balance integer,
    payment_type payment_type_enum,
    is_wlr is_wlr_enum,
    active active_enum,
    create_date varchar(30),
    consent_data_processing consent_data_processing_enum,
    platform_user_add_stamp varchar(50),
    open_registration open_registration_enum,
    is_removed is_removed_enum,
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE hv_assign_id_seq
-- next
CREATE TABLE hv_assign (
    id integer NOT NULL DEFAULT nextval('hv_assign_id_seq'),
    customerid integer NOT NULL DEFAULT 0,
    keytype varchar(30),
    keyvalue varchar(255),
    PRIMARY KEY (id)
)
-- next
CREATE TABLE hv_terminal (
    id integer NOT NULL,
    customerid integer NOT NULL DEFAULT 0,
    username varchar(100),
    password varchar(100),
    screen_numbers screen_numbers_enum,
    t38_fax t38_fax_enum,
    customer_name varchar(255),
    id_pricelist integer,
    pricelist_name varchar(255),
    balance_value numeric(9, 2),
    id_auth integer,
    id_subscription integer,
    subscription_from varchar(50),
    subscription_to varchar(50),
    value_left numeric(9, 2),
    id_terminal_location integer,
    area_code varchar(10),
    borough varchar(255),
    county varchar(255),
    province varchar(255),
    sip_proxy varchar(255),
    subscriptions varchar(255),
    extensions text,
    location varchar(255),
    location_city integer,
    location_street integer,
    location_house varchar(20),
    location_flat varchar(20),
    PRIMARY KEY (id),
    FOREIGN KEY (customerid) REFERENCES hv_customers (id) ON DELETE CASCADE ON UPDATE CASCADE
)
-- next
CREATE TABLE hv_pstn (
    id integer NOT NULL,
    customerid integer NOT NULL DEFAULT 0,
    extension varchar(30),
    country_code varchar(3) DEFAULT '48',
    number varchar(20),
    is_main is_main_enum,
    disa_enabled disa_enabled_enum,
    clir clir_enum,
    virtual_fax virtual_fax_enum,
    terminal_name varchar(100),
    id_auth integer,
    create_date varchar(30),
    voicemail_enabled voicemail_enabled_enum,
    PRIMARY KEY (id),
    FOREIGN KEY (customerid) REFERENCES hv_customers (id) ON DELETE CASCADE ON UPDATE CASCADE
)
-- next
CREATE TABLE hv_pstnrange (
    id integer NOT NULL,
    range_start bigint,
    range_end bigint,
    description varchar(255),
    id_reseller integer,
    country_code varchar(6),
    open_registration open_registration_enum,
    ussage ussage_enum,
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE hv_pstnusage_id_seq
-- next
CREATE TABLE hv_pstnusage (
    extension bigint NOT NULL,
    number integer,
    customerid integer NOT NULL DEFAULT 0,
    country_code varchar(6),
    customer_name varchar(255),
    idrange integer,
    id integer NOT NULL DEFAULT nextval('hv_pstnusage_id_seq'),
    PRIMARY KEY (id)
)
-- next
CREATE TABLE hv_enduserlist (
    id integer NOT NULL,
    customerid integer NOT NULL DEFAULT 0,
    password varchar(255),
    email varchar(255),
    admin admin_enum,
    vm_count integer,
    fax_count integer,
    exten_count integer,
    vexten_count integer,
    PRIMARY KEY (id),
    FOREIGN KEY (customerid) REFERENCES hv_customers (id) ON DELETE CASCADE ON UPDATE CASCADE
)
-- next
CREATE TABLE hv_pricelist (
    id integer NOT NULL,
    name varchar(50),
    charge_internal_call charge_internal_call_enum,
    PRIMARY KEY (id)
)
-- next
CREATE TABLE hv_subscriptionlist (
    id integer NOT NULL,
    name varchar(255),
    value numeric(9, 2),
    f_dld varchar(255),
    f_mobile varchar(255),
    f_ild varchar(255),
    id_reseller integer,
    invoice_value numeric(9, 2),
    PRIMARY KEY (id)
)
-- next
CREATE SEQUENCE hv_billing_id_seq
-- next
CREATE TABLE hv_billing (
    id integer NOT NULL DEFAULT nextval('hv_billing_id_seq'),
    customerid integer,
    rel_cause integer,
    start_time varchar(30),
    start_time_unix integer,
    customer_name varchar(255),
    terminal_name varchar(255),
    ext_billing_id integer,
    caller varchar(255),
    bill_cpb varchar(255),
    duration integer,
    calltype varchar(50),
    country varchar(255),
    description varchar(255),
    operator varchar(255),
    type varchar(30),
    cost numeric(12, 4),
    price numeric(12, 4),
    init_charge numeric(12, 4),
    reseller_price numeric(12, 4),
    reseller_cost numeric(12, 4),
    reseller_init_charge numeric(12, 4),
    margin numeric(12, 4),
    subscription_used subscription_used_enum,
    platform_type varchar(20),
    success_call success_call_enum,
    PRIMARY KEY (id)
)
-- next
CREATE TABLE hv_province (
    id integer NOT NULL,
    name varchar(255),
    PRIMARY KEY (id)
)
-- next
CREATE TABLE hv_county (
    id integer NOT NULL,
    name varchar(255),
    PRIMARY KEY (id)
)
-- next
CREATE TABLE hv_borough (
    id integer NOT NULL,
    name varchar(255),
    PRIMARY KEY (id)
)
-- next
CREATE TABLE hv_pcb (
    id integer NOT NULL,
    id_province integer,
    id_county integer,
    id_borough integer,
    PRIMARY KEY (id)
)
-- next
CREATE INDEX hv_billing_customerid_idx ON hv_billing (customerid)
-- next
CREATE INDEX hv_billing_success_call_idx ON hv_billing (success_call)
-- next
CREATE INDEX hv_pstnusage_extension_idx ON hv_pstnusage (extension)
-- next
INSERT INTO dbinfo (keytype, keyvalue) VALUES ('dbversion_LMSHiperusPlugin', '2017011900')

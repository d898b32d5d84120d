-- An LMS of 2026, only what this project reads and writes.
CREATE TABLE dbinfo (
    keytype varchar(255) PRIMARY KEY,
    keyvalue varchar(255) NOT NULL DEFAULT ''
)
-- next
INSERT INTO dbinfo (keytype, keyvalue) VALUES ('dbversion', '2026081100')
-- next
CREATE TABLE uiconfig (
    id integer NOT NULL AUTO_INCREMENT PRIMARY KEY,
    section varchar(64) NOT NULL DEFAULT '',
    var varchar(64) NOT NULL DEFAULT '',
    value text NOT NULL,
    disabled smallint NOT NULL DEFAULT 0,
    userid integer DEFAULT NULL,
    divisionid integer DEFAULT NULL
)

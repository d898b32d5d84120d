-- Show the character sets of the texts of hv_billing; grain: one character set.
SELECT CURRENT_SETTING('server_encoding') AS name

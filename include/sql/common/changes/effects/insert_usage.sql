-- List a number in a range.
-- extension: bigint; number, account_id, idrange: integer; country_code, customer_name: text
INSERT INTO hv_pstnusage (extension, number, customerid, country_code, customer_name, idrange)
VALUES (
    %(extension)s,
    %(number)s,
    %(account_id)s,
    %(country_code)s,
    %(customer_name)s,
    %(idrange)s
)

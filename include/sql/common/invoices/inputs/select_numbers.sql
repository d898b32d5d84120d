-- Numbers of terminals, for the texts of lines; grain: one number, in the platform's order.
SELECT
    customerid AS account_id,
    terminal_name,
    number,
    create_date
FROM hv_pstn
ORDER BY id

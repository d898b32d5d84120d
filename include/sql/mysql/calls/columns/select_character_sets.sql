-- Show the character sets of the texts of hv_billing; grain: one character set.
SELECT DISTINCT character_set_name AS name
FROM information_schema.columns
WHERE
    table_schema = DATABASE()
    AND table_name = 'hv_billing'
    AND character_set_name IS NOT NULL

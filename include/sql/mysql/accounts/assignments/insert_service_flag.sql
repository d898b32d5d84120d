-- Store whether the reseller has a service, where LMS has no row for it yet.
-- var, value: text; only_global: leaves out rows of one division or user
-- more_columns, more_values: columns of newer versions that take no NULL
INSERT INTO uiconfig (section, var, value {more_columns})
SELECT
    'hiperus_c5',
    %(var)s,
    %(value)s {more_values}
FROM DUAL
WHERE NOT EXISTS (
    SELECT 1 FROM uiconfig WHERE section = 'hiperus_c5' AND var = %(var)s {only_global}
)

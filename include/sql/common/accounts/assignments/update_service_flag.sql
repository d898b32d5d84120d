-- Store whether the reseller has a service; a row that says so already is not touched.
-- var, value: text; only_global: leaves out rows of one division or user
UPDATE uiconfig SET value = %(value)s
WHERE section = 'hiperus_c5'
    AND var = %(var)s
    AND value <> %(value)s {only_global}

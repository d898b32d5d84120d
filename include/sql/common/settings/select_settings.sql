-- Global settings of LMS's uiconfig in the given sections; grain: one row of uiconfig.
-- Rows of one division or user are not for us; the caller filters them where the columns exist.
-- section_1, section_2, section_3: text
SELECT
    section,
    var,
    value
FROM uiconfig
WHERE section IN (%(section_1)s, %(section_2)s, %(section_3)s)
    AND disabled = 0 {only_global}
ORDER BY id

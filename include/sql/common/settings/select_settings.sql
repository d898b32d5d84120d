-- Settings of LMS's uiconfig in the given sections, for all users; grain: one row of uiconfig.
-- {division}: whose division a row is for, NULL: everybody's, where this LMS knows that at all
-- {only_for_all}: leaves out the rows of single users, where this LMS has such
-- section_1, section_2, section_3: text
SELECT
    section,
    var,
    value,
    {division} AS division
FROM uiconfig
WHERE section IN (%(section_1)s, %(section_2)s, %(section_3)s)
    AND disabled = 0{only_for_all}
ORDER BY id

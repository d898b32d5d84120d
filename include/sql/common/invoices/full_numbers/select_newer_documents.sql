-- Invoices younger than one that bear a full number, of all sellers; grain: document.
-- oldest: int; fullnumber: text
SELECT
    id,
    fullnumber,
    divisionid,
    div_ten
FROM documents
WHERE id > %(oldest)s AND type = 1 AND fullnumber = %(fullnumber)s

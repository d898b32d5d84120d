-- Invoices that bear one of these full numbers, of all sellers; grain: document.
-- {numbers}: the parameters of the full numbers
SELECT
    id,
    fullnumber,
    divisionid,
    div_ten
FROM documents
WHERE type = 1 AND fullnumber IN ({numbers})

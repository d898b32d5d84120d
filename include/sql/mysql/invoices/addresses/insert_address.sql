-- Copy an address for a document; the session knows the id of the copy.
-- {columns}, {copied}: the columns that this LMS has
-- address_id: int
INSERT INTO addresses (name, {columns})
SELECT
    a.name,
    {copied}
FROM addresses AS a
WHERE a.id = %(address_id)s

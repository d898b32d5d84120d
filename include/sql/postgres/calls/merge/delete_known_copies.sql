-- Forget the copies that do not stay, and ids with two contents.
DELETE FROM hv_cdr_known AS known
USING hv_cdr_copies AS copies
WHERE
    known.id = copies.id
    AND (copies.contents > 1 OR known.seq <> copies.kept)

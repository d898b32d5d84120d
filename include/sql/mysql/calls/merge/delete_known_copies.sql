-- Forget the copies that do not stay, and ids with two contents.
DELETE known FROM hv_cdr_known AS known
INNER JOIN hv_cdr_copies AS copies ON known.id = copies.id
WHERE copies.contents > 1 OR known.seq <> copies.kept

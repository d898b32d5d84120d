-- What the e-invoice system said of our documents, the oldest first; grain: one sending.
-- status: 0 sent, 200 accepted, 400 and more refused
SELECT
    e.docid,
    e.status,
    e.ksefnumber,
    e.statusdescription,
    e.statusdetails
FROM ksefdocuments AS e
WHERE e.docid IN (SELECT i.docid FROM hv_invoice AS i WHERE i.state = 'issued')
ORDER BY e.id

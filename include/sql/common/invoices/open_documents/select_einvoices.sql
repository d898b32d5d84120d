-- How often a document is known to the e-invoice system.
-- docid: int
SELECT COUNT(*) AS documents
FROM ksefdocuments
WHERE docid = %(docid)s

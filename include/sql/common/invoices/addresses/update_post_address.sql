-- Give a document of ours the postal address that it lacks.
-- docid, address_id: int
UPDATE documents
SET post_address_id = %(address_id)s
WHERE id = %(docid)s AND post_address_id IS NULL

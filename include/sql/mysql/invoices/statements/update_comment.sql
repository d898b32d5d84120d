-- Add a statement to what the comment of a document says already.
-- docid: int; text: the statement
UPDATE documents
SET comment = CONCAT_WS('\n', NULLIF(comment, ''), %(text)s)
WHERE id = %(docid)s

-- Add a statement to what the comment of a document says already.
-- docid: int; text: the statement
UPDATE documents
SET comment = CONCAT_WS(CHR(10), NULLIF(comment, ''), CAST(%(text)s AS text))
WHERE id = %(docid)s

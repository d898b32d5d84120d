-- By how much LMS has lowered our documents since they were issued: by corrections, edits, their
-- cancelling; grain: document. relieved: PLN gross.
SELECT
    k.docid,
    i.gross - k.gross_now - k.corrected AS relieved
FROM hv_document AS k
INNER JOIN hv_invoice AS i ON i.id = k.invoice_id
WHERE i.state = 'issued' AND i.gross - k.gross_now - k.corrected > 0

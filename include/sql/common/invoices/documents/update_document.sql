-- Keep what LMS has made of a document of ours.
-- docid … removed_lines: int; gross_now, corrected: PLN gross; mailed_at, read_at: epoch seconds
UPDATE hv_document
SET
    state = %(state)s,
    edited = %(edited)s,
    changed_lines = %(changed_lines)s,
    removed_lines = %(removed_lines)s,
    gross_now = %(gross_now)s,
    corrections = %(corrections)s,
    corrected = %(corrected)s,
    mail = %(mail)s,
    mailed_at = %(mailed_at)s,
    einvoice = %(einvoice)s,
    einvoice_number = %(einvoice_number)s,
    einvoice_words = %(einvoice_words)s,
    read_at = %(read_at)s
WHERE docid = %(docid)s

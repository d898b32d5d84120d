"""Detailed statements: every paid call of a customer, as the telephone law asks (PKE art. 352).

Owns: which calls a statement has (`rules/detailed.py`), how it is printed (`printing.py`), its
files (`detailed.py`) and its documents in LMS (`lms_documents.py`). The calls are those that are
stamped with lines of issued invoices, so that their sums are the invoices' own.

Does not own: the basic statement that goes with each invoice (`invoices/rules/basic_statement.py`).

Writes: files below `HIPERUS_REPORTS`, which nobody else on the machine may read: called numbers
stand in them in full, because it is the subscriber's own bill. Only where `HIPERUS_LMS_DOCUMENTS`
is set: files below it, and LMS's `documents` of type billing with `documentcontents` and
`documentattachments`; no other room writes such documents.

Times: months are local; a call belongs to the month of the line that billed it; its start is the
platform's wall time.
"""

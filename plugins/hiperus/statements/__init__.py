"""Statements of calls, as the telephone law asks: detailed ones, complaint packs, a year's figures.

Owns: which calls a detailed statement has (PKE art. 352: `rules/detailed.py`), how it is printed
(`printing.py`), its files (`detailed.py`) and its documents in LMS (`lms_documents.py`). The calls
are those that are stamped with lines of issued invoices, so that their sums are the invoices' own.
Which calls a complaint pack has, and what of others it hides (art. 378:
`rules/complaint_calls.py`), and its folder (`complaint.py`). The yearly summary (art. 20:
`rules/yearly.py`, `yearly.py`), which the page *Calls* shows, too.

Does not own: the basic statement that goes with each invoice (`invoices/rules/basic_statement.py`).

Writes: files below `HIPERUS_REPORTS`, which nobody else on the machine may read: called numbers
stand in them in full, because it is the subscriber's own bill. Only where `HIPERUS_LMS_DOCUMENTS`
is set: files below it, and LMS's `documents` of type billing with `documentcontents` and
`documentattachments`; no other room writes such documents.

Times: months are local; in a detailed statement a call belongs to the month of the line that
billed it, in a complaint pack and a year to that of its start, the platform's wall time.
"""

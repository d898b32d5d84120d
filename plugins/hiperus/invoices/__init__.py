"""Monthly invoices: calculated from what was valid in the billed month, issued into LMS.

Owns: the gate (`usage_gate.py`), drafts (`prepare.py`: everything is read, then a pure calculation
in `rules/`), their issue customer by customer (`issue_customer.py`), what becomes of documents in
LMS (`read_back.py`), what a person decides about single invoices (`release.py`, `void.py`), the
look at LMS's number plans (`check_plans.py`), the report.

Does not own: the price of a call (the platform's), whether calls are here (`calls/`), who is told
(`alerts/`). LMS owns its documents once they are issued: they are never rewritten.

Writes alone: `hv_invoice`, `hv_invoice_line`, `hv_billing_invoiced` (the stamps on calls),
`hv_document` (a document as it was issued, and what LMS has made of it), `hv_premium_withheld`
(calls above a customer's limit, which no invoice bills unless a person releases them:
`withheld.py`); of LMS `documents`, `invoicecontents`, `cash`, `addresses`, by inserts only;
`fill_addresses.py` alone updates, where a person asks for it. Closes invoiced days of
`hv_coverage`.

Times: the billed month is that of a call's local start; the month of issue is that of the document
(`cdate`, epoch seconds); `service_month` says what a line is for, so that subscriptions paid in
advance are billed once. States of an invoice: `draft`, `approved` (released above its bound),
`issued`, `parked` (waits for a person), `skipped` (nothing to pay), `void` (given up after LMS
cancelled or deleted the document; its calls are free again).
"""

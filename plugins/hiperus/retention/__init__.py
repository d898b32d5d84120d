"""Deletes call records whose time is over, month by month, once a month is settled.

Owns: which months may go (`rules/settled.py`), the deletion day by day (`retention.py`), and its
report.

Does not own: the refusal to load a deleted month again (`calls/kept.py` reads what is written
here); invoices, stamps and sums: they stay.

Writes alone: `hv_retention`; deletes from `hv_billing` and what hangs on a call (link, revisions,
marks), and from `hv_quarantine`.

Times: a month counts back from the current local one; `started_at` is when its calls began to go
(epoch seconds): from then on they are not loaded again; `finished_at` NULL: some are still here.
"""

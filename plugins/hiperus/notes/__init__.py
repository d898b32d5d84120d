"""What people note for the runs to heed: whose calls must be kept, limits that customers chose.

Owns: reading a note (`rules/requests.py`) and writing it down, with who and when (`note.py`). It is
the only writer of these tables; the page triggers `hiperus_note` with the user's own rights.

Does not own: heeding a note. Holds are read where calls are removed (`calls/holds/select_held`),
limits of premium-rate services where invoices are calculated (`invoices/tables/premium.py`).

Writes alone: `hv_hold`, `hv_premium_limit`. A note is never changed or deleted, only ended.

Times: days are local, as text in the form of `hv_billing.start_time`, half-open; `noted_at` and
`ended_at` are epoch seconds.
"""

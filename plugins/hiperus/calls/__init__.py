"""Call records (CDRs): loaded window by window, linked to who made them, and judged.

Owns: the load of a window (`load.py`: fetch, check, derive, stage, merge, compare), links of calls
that came too early (`link.py`), vanished calls, quarantined calls once more (`replay.py`), which
days are here (`gaps.py`, `status.py`). Calls arrive priced: they are summed and checked, not rated.

Does not own: the states that calls are linked by (`accounts/`), what is billed of a call
(`invoices/`), which calls are deleted after their time (`retention/`).

Writes alone, but for what `retention/` deletes: `hv_billing` (`changes/` carries new names into
it), `hv_billing_link`, `hv_billing_revision`, `hv_billing_missing`, `hv_billing_vanished`,
`hv_coverage` (`invoices/` closes days), `hv_quarantine` of category `cdr`. In `hv_load` its
categories are `cdr`, `links`, `vanished` and `replay`.

Times: `start_time` is Warsaw wall time as the platform sent it, `start_time_unix` its instant.
A window and a coverage cell are half-open local days. `confirmed_at` is when the answer was asked
for. States of a day x type x success: `loaded` and `empty` by a complete, unfiltered answer that
was asked for after the day's end; `partial` before that; `failed` where nothing else is known;
`closed` once its month is invoiced. A gate accepts `loaded`, `empty` and `closed`.
"""

"""Compares platform and LMS both ways, every week, and finds priced calls on no invoice.

Owns: the comparison (`reconcile.py`, `rules/comparing.py`), its report, and what is open on the
page *Open ends* (`tables/open_ends.py`).

Does not own: the mending: each finding names the DAG that mends it. It changes neither platform nor
LMS.

Writes: nothing of its own; its findings are causes of kind `finding` in `hv_alert`, written through
`alerts/`, so that a difference that lasts is told once; one that is gone is forgotten there.

Times: calls are counted over the seven local days before yesterday, of a few accounts that change
with the week; money that leaks is looked for in the three months before the current one.
"""

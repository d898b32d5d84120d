"""Asks Airflow's API server, in this process, for every page twice and tells the times as JSON.

python -m dev.bench.page_requests MONTH [--on]: the month that is not invoiced yet. The
environment says where Airflow's home and the LMS are. With --on it goes on, page after page with
a pause, and prints a line a page until it is ended.
"""

from __future__ import annotations

import json
import sys
import time
from itertools import cycle

from dev.visitor import WAITING, Visitor
from hiperus.domain.periods import Month

ON = "--on"
PAUSE_SECONDS = 1
LARGE = 1
"""The account and customer with every twentieth call."""


def pages(month: Month) -> dict[str, str]:
    """Return the addresses by name; the month before is issued, this one a draft."""
    before, line = month.plus(-1), 23 * 100_000 + 2 * LARGE
    return {
        "coverage, two years": f"/coverage?until={month}",
        "coverage, a day": f"/coverage/day?day={month.first_day}&calltype=outgoing",
        "calls": f"/calls?month={month}",
        "calls, another month": f"/calls?month={month.plus(-12)}",
        "calls, one type": f"/calls?month={month}&type=outgoing",
        "calls, accounts found": f"/calls?month={month}&find=klient+7",
        "calls, the large account": f"/calls?month={month}&account={LARGE}",
        "calls, its terminal": f"/calls?month={month}&account={LARGE}&terminal={LARGE}",
        "calls, a usual account": f"/calls?month={month}&account=77",
        "single calls": f"/calls/list?month={month}",
        "single calls, page 100": f"/calls/list?month={month}&number=100",
        "single calls, the large account": f"/calls/list?month={month}&account={LARGE}",
        "invoices, drafts": f"/invoices?month={month}",
        "invoices, issued": f"/invoices?month={before}",
        "invoices, not billed": f"/invoices?month={month}&show=not-billed",
        "invoices, a customer": f"/invoices/customer?month={month}&customer={LARGE}",
        "invoices, calls of a draft": f"/invoices/draft?month={month}&customer={LARGE}&line=1",
        "invoices, calls of a line": f"/invoices/line?month={before}&line={line}",
        "invoices, file of lines": f"/invoices/file?month={month}&what=lines",
        "open ends": "/open-ends",
    }


def main() -> None:
    """Visit each page once, waiting for drafts, and all of them once more."""
    found = pages(Month.parse(sys.argv[1]))
    visitor = Visitor()
    visitor.ask("/calls?month=1999-01")  # builds the page's app, with nothing to sum up
    first, drafts_s = {}, 0.0
    for name, path in found.items():
        first[name], text = visitor.ask(path)
        if WAITING in text:
            drafts_s = max(drafts_s, visitor.wait_for_drafts(path))
    again = {name: visitor.ask(path)[0] for name, path in found.items()}
    times = {
        name: {"first_ms": round(first[name]), "again_ms": round(again[name])} for name in found
    }
    print(json.dumps({"drafts_s": round(drafts_s, 1), "pages": times}), flush=True)
    if ON in sys.argv:
        for path in cycle(found.values()):
            visitor.ask(path)
            print(path, flush=True)
            time.sleep(PAUSE_SECONDS)


if __name__ == "__main__":
    main()

"""Asks Airflow's API server, in this process, for every page twice and tells the times as JSON.

python -m include.bench.page_requests MONTH: the month that is not invoiced yet. The environment
says where Airflow's home and the LMS are.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from hiperus.domain.periods import Month

LARGE = 1
"""The account and customer with every twentieth call."""

WAITING = 'http-equiv="refresh"'
DRAFT_LIMIT_SECONDS = 900


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


class Visitor:
    """Somebody who is logged in as an administrator."""

    def __init__(self) -> None:
        """Start Airflow's API server in this process."""
        # Airflow reads its environment while it is imported.
        from airflow.api_fastapi.app import create_app, get_auth_manager  # noqa: PLC0415
        from airflow.api_fastapi.auth.managers.simple.user import (  # noqa: PLC0415
            SimpleAuthManagerUser,
        )
        from airflow.utils import db  # noqa: PLC0415
        from fastapi.testclient import TestClient  # noqa: PLC0415

        db.initdb()
        self._client: Any = TestClient(create_app(apps="core"))
        user = SimpleAuthManagerUser(username="bench", role="ADMIN")
        self._headers = {"Authorization": f"Bearer {get_auth_manager().generate_jwt(user)}"}

    def ask(self, path: str) -> tuple[float, str]:
        """Return milliseconds and text of a page."""
        started = time.perf_counter()
        answer = self._client.get(f"/hiperus{path}", headers=self._headers)
        elapsed = (time.perf_counter() - started) * 1000
        is_ours = "Content-Security-Policy" in answer.headers  # else Airflow's own page
        if answer.status_code not in {200, 503} or not is_ours:
            raise RuntimeError(f"{path} answered {answer.status_code}: {answer.text[-300:]}")
        return elapsed, answer.text

    def wait_for_drafts(self, path: str) -> float:
        """Return the seconds until a page's drafts are worked out."""
        started = time.perf_counter()
        while WAITING in self.ask(path)[1]:
            if time.perf_counter() - started > DRAFT_LIMIT_SECONDS:
                raise RuntimeError(f"The drafts of {path} were not worked out in time.")
            time.sleep(0.2)
        return time.perf_counter() - started


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
    print(json.dumps({"drafts_s": round(drafts_s, 1), "pages": times}))


if __name__ == "__main__":
    main()

"""Measures what somebody who looks at the page costs a load that runs meanwhile.

Four loads of a month each, of as many calls, into the database with the page's calls: by turns
alone and beside a visitor who asks for one page after the other, a second after each answer.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen
from typing import Any

from dev.bench import answer as answers
from dev.bench.loads import load, served
from dev.bench.page_database import Filled
from dev.bench.page_requests import ON
from dev.bench.page_speed import DATABASE, visiting
from hiperus.storage.connect import connect

PAIRS = 2


def measure_beside(server: Any, folder: Path, filled: Filled, calls: int) -> dict[str, float]:
    """Return the seconds of the loads alone and beside a visitor, and their ratio.

    Args:
        server: a running one, whose database of the page is filled.
        folder: where the answers may be written.
        filled: what is in there.
        calls: how many each load brings.
    """
    with connect(server.url(DATABASE)) as database:
        answers.seed_owners(database)
    alone = beside = 0.0
    pages = 0
    for turn in range(PAIRS):
        alone += _Month(server, folder, filled, 2 * turn, calls).load()
        month = _Month(server, folder, filled, 2 * turn + 1, calls)
        with _visitor(server, filled) as visitor:
            beside += month.load()
            visitor.terminate()
            pages += sum(line.startswith("/") for line in visitor.communicate()[0].splitlines())
    return {
        "alone_s": round(alone, 1),
        "beside_s": round(beside, 1),
        "ratio": round(beside / alone, 2),
        "pages": pages,
    }


class _Month:
    """The answer of one month after the last one: it is written first, then loaded."""

    def __init__(self, server: Any, folder: Path, filled: Filled, turn: int, calls: int) -> None:
        self._url = server.url(DATABASE)
        self._calls = calls
        self._first_day = filled.last.plus(1 + turn).first_day
        self._answer = folder / "beside.xml"
        first_id = filled.calls + turn * calls + 1
        answers.write_answer(self._answer, calls, self._first_day, first_id)

    def load(self) -> float:
        """Load it and return the seconds."""
        with served(self._answer) as endpoint:
            found = load(self._url, endpoint, self._first_day)
        if found["inserted"] != self._calls:
            raise RuntimeError(f"{self._calls} calls should be new, {found['inserted']} were.")
        return float(found["seconds"])


@contextlib.contextmanager
def _visitor(server: Any, filled: Filled) -> Iterator[Popen[str]]:
    """Yield a visitor who has seen every page twice and goes on."""
    with visiting(server.url(DATABASE), filled, ON) as process:
        # Its figures come after both rounds; other lines before them are Airflow's.
        if not any(line.startswith("{") for line in process.stdout or ()):
            raise RuntimeError("A page did not answer; what it said is above.")
        yield process

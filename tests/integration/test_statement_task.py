"""The task of hiperus_statement: which parameters lead to which files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hiperus.run import Run
from hiperus.storage.database import Database
from hiperus.tasks import statements
from hiperus.tasks.frame import runs
from hiperus.tasks.frame.failures import FailedForGood
from tests.support.builders_invoices import ISSUE_DAY, World, a_plain_month, a_world

pytestmark = pytest.mark.database

DEFAULTS = {"customers": [], "month_from": None, "month_to": None, "formats": []}
DEFAULTS |= {"complaint": False, "year": None}
Task = Callable[..., str]


@pytest.fixture
def world(empty_database: Database) -> World:
    world = a_world(empty_database, [12, 13])
    a_plain_month(world)
    world.run()
    return world


@pytest.fixture
def task(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Task:
    """Run the task with some parameters, on the day of issue."""

    @contextmanager
    def opened_run() -> Iterator[Run]:
        yield world.a_run()

    monkeypatch.setattr(statements, "opened_run", opened_run)
    monkeypatch.setattr(statements, "report_folder", lambda topic: tmp_path / topic)
    monkeypatch.setattr(runs, "today", lambda: ISSUE_DAY)

    def called(**parameters: object) -> str:
        monkeypatch.setattr(runs, "parameters", lambda: DEFAULTS | parameters)
        return statements.write_statements()

    return called


@pytest.mark.parametrize(
    ("parameters", "file"),
    [
        ({"customers": [12]}, "wykaz-12-2026-10.csv"),
        ({"customers": [12], "complaint": True}, "reklamacja-12-2026-10/index.html"),
        (
            {"customers": [12], "complaint": True, "month_from": "2026-10", "month_to": "2026-11"},
            "reklamacja-12-2026-10--2026-11/index.html",
        ),
        ({"year": 2026}, "podsumowanie-2026.csv"),
    ],
)
def test_what_is_written(
    task: Task, tmp_path: Path, parameters: dict[str, object], file: str
) -> None:
    assert str(tmp_path / "statements") in task(**parameters)
    assert (tmp_path / "statements" / file).is_file()


@pytest.mark.parametrize(
    "parameters",
    [
        {"complaint": True},
        {"complaint": True, "customers": [12, 13]},
        {"year": 2026, "customers": [12]},
        {"year": 2027},
    ],
)
def test_what_cannot_be_asked_for_leaves_no_file(
    task: Task, tmp_path: Path, parameters: dict[str, object]
) -> None:
    with pytest.raises(FailedForGood, match=r"Nothing was written\."):
        task(**parameters)
    assert list(tmp_path.rglob("*.*")) == []

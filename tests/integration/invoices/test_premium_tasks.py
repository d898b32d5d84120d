"""The tasks about premium-rate services: staff is told once, decisions are whole or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from hiperus.run import Run
from hiperus.storage.database import Database
from hiperus.tasks import premium, replays
from hiperus.tasks.frame import alerting, runs
from hiperus.tasks.frame.failures import FailedForGood
from tests.support.builders_invoices import ORIGIN, World, a_plain_month, a_world

pytestmark = pytest.mark.database

DEFAULTS = {"premium": [], "premium_month": None, "premium_action": None, "reason_text": None}
DEFAULTS |= {"parked": [], "void": [], "load": None, "reason": None, "ignore_missing_cdrs": None}
WHOLE = {"premium": [12], "premium_month": "2026-10", "premium_action": "release"}
WHOLE |= {"reason_text": "limit podniesiony w porę"}
Asked = Callable[..., None]


class Channel:
    """Keeps what was sent."""

    name = "e-mail noc@example.pl"

    def __init__(self) -> None:
        self.sent: list[Any] = []

    def send(self, alert: Any) -> None:
        self.sent.append(alert)


@pytest.fixture
def world(empty_database: Database) -> World:
    world = a_world(empty_database, [12, 13])
    a_plain_month(world)
    call = world.call((100, 200), "40.0000", type="premium", bill_cpb="48700123456")
    world.database.execute_text(
        "UPDATE hv_billing_link SET customer_id = 12 WHERE cdr_id = %(id)s", {"id": call}
    )
    return world


@pytest.fixture
def asked(world: World, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Let tasks see this world and a run's parameters."""

    @contextmanager
    def opened_run(*_: object) -> Iterator[Run]:
        yield world.a_run()

    for module in (premium, replays, alerting):
        monkeypatch.setattr(module, "opened_run", opened_run)
    monkeypatch.setattr(premium, "who_asked", lambda: "klara")
    monkeypatch.setattr(runs, "origin", lambda: ORIGIN)

    def ask(**parameters: object) -> None:
        monkeypatch.setattr(runs, "parameters", lambda: DEFAULTS | parameters)

    return ask


def test_staff_is_told_once_by_the_daily_load(
    world: World, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = Channel()
    monkeypatch.setattr(alerting, "channels", lambda: [channel])
    monkeypatch.setattr(premium, "day_of_run", lambda: date(2026, 11, 1))
    monkeypatch.setattr(runs, "today", lambda: date(2026, 11, 2))
    for _ in range(2):
        assert premium.tell_limits().startswith("1 customers near or have reached")
    (alert,) = channel.sent
    assert alert.cause == "premium_limit 12 2026-10 100"
    assert "48700123456" not in alert.text()
    monkeypatch.setattr(runs, "today", lambda: date(2027, 3, 1))  # caught up with after a pause
    assert premium.tell_limits().startswith("0 customers")


def test_a_decision_is_taken_with_who_and_why(world: World, asked: Asked) -> None:
    world.run()
    asked(**WHOLE)
    replays.check_parameters()
    (line,) = premium.decide_premium()
    assert "are released" in line
    (row,) = world.rows("SELECT state, decided_by, reason FROM hv_premium_withheld")
    assert row == {"state": "released", "decided_by": "klara", "reason": WHOLE["reason_text"]}


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        (WHOLE | {"reason_text": " "}, "needs premium, premium_month"),
        (WHOLE | {"premium": []}, "needs premium, premium_month"),
        (WHOLE | {"premium_action": "billed"}, "premium_action must be one of release, write_off"),
        (WHOLE | {"premium_month": "October"}, "is no month"),
        (WHOLE | {"premium": [13]}, "withheld for customers 13"),
    ],
)
def test_half_a_decision_changes_nothing(
    world: World, asked: Asked, parameters: dict[str, Any], words: str
) -> None:
    world.run()
    asked(**parameters)
    with pytest.raises(FailedForGood, match=words) as caught:
        replays.check_parameters()
    assert str(caught.value).rstrip().endswith("Nothing was changed.")
    assert world.rows("SELECT state FROM hv_premium_withheld") == [{"state": "withheld"}]

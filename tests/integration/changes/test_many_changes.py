"""Many changes of one run: a task each, in order; one that fails stops nothing but itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowSkipException

from dev.simulator.data import World
from hiperus.run import Run
from hiperus.storage.ledger import RunOrigin
from hiperus.tasks import provision
from hiperus.tasks.frame import runs
from hiperus.tasks.frame.failures import FailedForGood
from tests.integration.changes.live import Live
from tests.support.runs import a_run

pytestmark = pytest.mark.database

DEFAULTS: dict[str, Any] = {"entity": "terminal", "action": "create", "payload": {}, "payloads": []}
DEFAULTS |= {"dry_run": False}
Asked = Callable[..., None]


@pytest.fixture
def asked(live: Live, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Let the tasks see this platform and LMS, and a run's parameters."""

    @contextmanager
    def opened_run(*_: object) -> Iterator[Run]:
        origin = RunOrigin("hiperus_provision", "a-run", "apply_changes", 0, 1)
        with live.database() as database:
            yield a_run(database, live.clock, origin)

    @contextmanager
    def platform(_: Run) -> Iterator[Any]:
        with live.client() as client:
            yield client

    monkeypatch.setattr(provision, "opened_run", opened_run)
    monkeypatch.setattr(provision, "platform", platform)
    monkeypatch.setattr(provision, "who_asked", lambda: "klara")
    monkeypatch.setattr(provision, "get_current_context", dict)
    monkeypatch.setattr(provision, "password_from", live.password)

    def ask(**parameters: object) -> None:
        monkeypatch.setattr(runs, "parameters", lambda: {**DEFAULTS, **parameters})

    return ask


def names(world: World) -> set[str]:
    return {terminal["username"] for terminal in world.terminals}


def test_a_table_of_terminals_with_a_row_that_fails(live: Live, world: World, asked: Asked) -> None:
    account = int(world.accounts[0]["id"])
    taken = world.terminals[0]["username"]
    asked(account=account, price_list=2, payloads=f'name\nnowy1\n{taken}\n"=cmd|""/C"""')
    outcomes: list[str] = []
    for change in provision.read_changes():
        try:
            outcomes.append(provision.apply_one(change)["state"])
        except FailedForGood as error:
            outcomes.append(str(error))
    assert [outcomes[0], outcomes[2]] == ["confirmed", "confirmed"]
    assert outcomes[1].endswith("Nothing was sent to the platform; LMS is as it was.")
    assert {"nowy1", '=cmd|"/C"'} <= names(world)
    assert [(row["state"], row["who"]) for row in live.changes()] == [
        ("confirmed", "klara"),
        ("failed", "klara"),
        ("confirmed", "klara"),
    ]
    live.assert_agreement()
    live.assert_no_secret()


def test_a_dry_run_shows_all_plans_and_names_every_row_that_cannot_be(
    live: Live, world: World, asked: Asked, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    account, before = int(world.accounts[0]["id"]), names(world)
    taken = world.terminals[0]["username"]
    asked(account=account, price_list=2, dry_run=True, payloads=[{"name": "a1"}, {"name": "a2"}])
    assert provision.read_changes() == []
    said = caplog.text
    assert "row 1: " in said and "row 2: " in said  # noqa: PT018
    assert "2 changes can be made as planned" in said
    asked(account=account, price_list=2, dry_run=True, payloads=f"name\na1\n{taken}\na3")
    with pytest.raises(FailedForGood, match="1 of 3 changes cannot be made: row 2: ") as caught:
        provision.read_changes()
    assert str(caught.value).endswith("Nothing was sent to the platform; LMS is as it was.")
    assert names(world) == before


def test_single_fields_of_the_form_make_a_change(live: Live, world: World, asked: Asked) -> None:
    asked(account=int(world.accounts[0]["id"]), name="z-formularza", price_list=2, confirm="")
    assert provision.apply_change()["state"] == "confirmed"
    assert "z-formularza" in names(world)
    with pytest.raises(AirflowSkipException):
        provision.read_changes()
    asked(payloads=[{"name": "x"}])
    with pytest.raises(AirflowSkipException):
        provision.apply_change()

"""A change left open, then an import: names reach the calls, and the change comes to its end."""

from __future__ import annotations

from typing import Any

import pytest

from dev.simulator.server import Simulator
from hiperus.changes.live import Asker
from hiperus.changes.settle_seen import settle_seen
from hiperus.errors import ChangeInDoubtError, HiperusError
from tests.integration.changes.live import Live
from tests.integration.changes.test_last_sentence import losing_lms
from tests.support.runs import a_run

RENAMES: list[tuple[str, dict[str, Any], str]] = [
    ("customer", {"id": 12001, "name": "Nowa nazwa"}, "SaveCustomerData"),
    ("terminal", {"id": 24001, "username": "nowa"}, "SaveTerminalData"),
]


def a_call(live: Live) -> None:
    live.execute(
        "INSERT INTO hv_billing (id, customerid, customer_name, terminal_name, start_time) "
        "VALUES (1, 12001, 'Klient 1', 'term00001', '2026-10-05 10:00:00')"
    )
    live.execute(
        "INSERT INTO hv_billing_link (cdr_id, account_id, terminal_id, rule) "
        "VALUES (1, 12001, 24001, 'test')"
    )


def names(live: Live) -> tuple[str, str]:
    (row,) = live.rows("SELECT customer_name, terminal_name FROM hv_billing")
    return row["customer_name"], row["terminal_name"]


def left_applied(live: Live, entity: str, payload: dict[str, Any], call: str) -> None:
    """The platform says yes, and LMS is away until after the next import."""
    a_call(live)
    with pytest.raises(HiperusError):
        live.change(entity, "update", payload, around=losing_lms(call))
    live.import_all()


@pytest.mark.parametrize(("entity", "payload", "call"), RENAMES)
def test_a_rename_that_an_import_brought_reaches_the_calls(
    live: Live, entity: str, payload: dict[str, Any], call: str
) -> None:
    left_applied(live, entity, payload, call)
    assert names(live) == ("Klient 1", "term00001")
    live.change(entity, "update", payload)
    assert "Nowa nazwa" in names(live) or "nowa" in names(live)
    assert [row["state"] for row in live.changes()] == ["confirmed"]
    live.assert_agreement()


def settled(live: Live) -> list[str]:
    with live.database() as database, live.client() as client:
        asker = Asker(None, live.password, live.lines.append, live.clock.pause)
        return settle_seen(a_run(database, live.clock), client, asker)


@pytest.mark.parametrize(("entity", "payload", "call"), RENAMES)
def test_the_import_settles_it_with_all_names(
    live: Live, entity: str, payload: dict[str, Any], call: str
) -> None:
    left_applied(live, entity, payload, call)
    assert settled(live) == ["settled: change 1"]
    assert "Nowa nazwa" in names(live) or "nowa" in names(live)
    assert [row["state"] for row in live.changes()] == ["confirmed"]
    assert settled(live) == []
    live.assert_agreement()


@pytest.mark.parametrize("effect", [True, False])
def test_what_is_in_doubt_is_settled_only_where_it_is_seen(
    live: Live, simulator: Simulator, effect: bool
) -> None:
    simulator.faults.add({"kind": "reset", "action": "AddTerminal", "effect": effect})
    simulator.faults.add({"kind": "http", "action": "GetTerminalList", "skip": 1})
    with pytest.raises(ChangeInDoubtError):
        live.change("terminal", "create", {"id_customer": 12002, "username": "zagubiony"})
    live.import_all()
    lines = settled(live)
    (row,) = live.changes()
    assert row["state"] == ("confirmed" if effect else "in_doubt")
    assert lines[0].startswith("settled" if effect else "still open")
    live.assert_agreement()


def test_a_platform_that_cannot_be_asked_leaves_it_open(live: Live, simulator: Simulator) -> None:
    left_applied(live, *RENAMES[0])
    simulator.faults.add({"kind": "http", "action": "GetTerminalList", "times": 99})
    assert settled(live)[0].startswith("still open: change 1 ")
    assert [row["state"] for row in live.changes()] == ["applied"]

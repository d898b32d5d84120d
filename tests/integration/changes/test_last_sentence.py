"""Whatever breaks a change off, its last sentence says what holds on each side, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dev.simulator.server import Simulator
from hiperus.changes.asked import asked_for
from hiperus.changes.provision import LiveChange
from hiperus.changes.rules.outcomes import NOT_SENT, NOT_SENT_BY_THIS_TRY
from hiperus.errors import (
    ChangeInDoubtError,
    HiperusError,
    InvalidParameterError,
    RequestRejectedError,
    StorageUnavailableError,
    TransportError,
)
from tests.integration.changes.live import Live, on_platform
from tests.support.runs import a_run

NEW = {"id_customer": 12002, "username": "zagubiony", "id_pricelist": 1}
DENIALS = ("nothing was changed", "nothing was kept", "nothing was sent to", "try again later")


def refused(live: Live, kind: type[HiperusError], **more: Any) -> str:
    with pytest.raises(kind) as caught:
        live.change("terminal", "create", NEW, **more)
    return str(caught.value)


def in_doubt(text: str) -> None:
    assert "In doubt is change 1 (create terminal): it was sent" in text
    assert text.endswith("it looks first, and sends nothing twice.")
    assert not [words for words in DENIALS if words in text.lower()]


def lost(simulator: Simulator) -> None:
    """The terminal is made, its answer gets lost, and the platform with it."""
    simulator.faults.add({"kind": "reset", "action": "AddTerminal", "effect": True})
    simulator.faults.add({"kind": "http", "action": "GetTerminalList", "skip": 1, "times": 99})


def test_the_answer_and_the_platform_get_lost(live: Live, simulator: Simulator) -> None:
    lost(simulator)
    in_doubt(refused(live, ChangeInDoubtError))
    # The run's own retries: nobody can look, which is no reason to say that nothing happened.
    in_doubt(refused(live, TransportError))
    simulator.faults.clear()
    live.change("terminal", "create", NEW)
    live.assert_agreement()


def test_a_change_that_must_be_settled_first_cannot_be_looked_up(
    live: Live, simulator: Simulator
) -> None:
    lost(simulator)
    refused(live, ChangeInDoubtError)
    with pytest.raises(TransportError) as caught:
        live.change("customer", "update", {"id": 12002, "city": "Brzeg"})
    text = str(caught.value)
    assert "In doubt is change 1 (create terminal): it was sent" in text
    assert text.endswith("What this run asks for was not sent.")


def losing_lms(call: str) -> Callable[[LiveChange], LiveChange]:
    def around(change: LiveChange) -> LiveChange:
        class Losing:
            def rows(self, action: str, arguments: Any = None) -> Any:
                answer = change.platform.rows(action, arguments)
                if action == call:
                    change.run.database.connection.close()
                return answer

        return on_platform(change, Losing())

    return around


def test_lms_is_lost_after_the_platforms_yes(live: Live) -> None:
    text = refused(live, StorageUnavailableError, around=losing_lms("AddTerminal"))
    assert "The platform did change 1 (create terminal), id " in text
    assert text.endswith("LMS catches up, and nothing is sent twice.")
    assert "Nothing was kept" not in text


def test_lms_is_lost_while_it_is_read_back(live: Live) -> None:
    text = refused(live, StorageUnavailableError, around=losing_lms("GetExtensionList"))
    assert "The platform did change 1 (create terminal), id " in text
    assert text.endswith("LMS catches up, and nothing is sent twice.")


def test_lms_is_lost_before_anything_is_sent(live: Live) -> None:
    text = refused(live, StorageUnavailableError, around=losing_lms("GetTerminalList"))
    assert text.endswith(NOT_SENT)


def test_lms_is_away_from_the_beginning(live: Live) -> None:
    def closed(change: LiveChange) -> LiveChange:
        change.run.database.connection.close()
        return change

    assert refused(live, StorageUnavailableError, around=closed).endswith(NOT_SENT_BY_THIS_TRY)


def test_a_refused_change_ends_in_no_advice_for_calls(live: Live, simulator: Simulator) -> None:
    simulator.faults.add({"kind": "refuse", "action": "AddTerminal", "text": "Nie wolno"})
    text = refused(live, RequestRejectedError)
    assert "period" not in text
    assert text.endswith("The platform did not do change 1 (create terminal); LMS is as it was.")


def test_an_update_that_is_in_doubt(live: Live, simulator: Simulator) -> None:
    simulator.faults.add({"kind": "reset", "action": "SaveCustomerData", "effect": True})
    simulator.faults.add({"kind": "http", "action": "GetCustomerData", "skip": 1, "times": 99})
    with pytest.raises(ChangeInDoubtError) as caught:
        live.change("customer", "update", {"id": 12002, "city": "Brzeg"})
    assert "In doubt is change 1 (update account 12002)" in str(caught.value)


MISTYPED: list[tuple[str, str, Any]] = [
    ("terminal", "create", {"id_customer": 12002, "user_name": "biuro"}),
    ("terminal", "create", {**NEW, "password": "Zamek-blyskawiczny9"}),
    ("terminal", "create", {**NEW, "password_source": "Zamek-blyskawiczny9"}),
    ("a very long word for an account", "drop", {"x": 1}),
    ("terminal", "create", ["no", "object"]),
]


@pytest.mark.parametrize(("entity", "action", "payload"), MISTYPED)
def test_what_cannot_be_read_is_kept_without_values_and_nothing_was_sent(
    live: Live, simulator: Simulator, entity: str, action: str, payload: Any
) -> None:
    parameters = {"entity": entity, "action": action, "payload": payload}
    with live.database() as database, pytest.raises(InvalidParameterError) as caught:
        asked_for(a_run(database, live.clock), parameters, "klara")
    assert str(caught.value).endswith(NOT_SENT)
    (row,) = live.changes()
    assert (row["state"], row["who"]) == ("failed", "klara")
    assert row["finished_at"]
    assert "Zamek" not in str(row) + str(caught.value)
    assert not simulator.service.statistics.actions["AddTerminal"]

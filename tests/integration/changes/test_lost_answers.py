"""An answer that is an error, late, cut or lost: at most one rerun, and both places agree.

The platform does what it is told as often as it is told: it makes a twin of an account without a
word, so only looking first keeps one from being made.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from dev.simulator.server import Simulator
from hiperus.errors import ChangeInDoubtError, RequestRejectedError, SoapFaultError
from tests.integration.changes.cases import CASES, WITHOUT_LINK, Case
from tests.integration.changes.live import Live

LOST: dict[str, dict[str, Any]] = {
    "reset before the effect": {"kind": "reset"},
    "reset after the effect": {"kind": "reset", "effect": True},
    "proxy's page before": {"kind": "html"},
    "proxy's page after": {"kind": "http", "effect": True},
    "nothing after the effect": {"kind": "empty", "effect": True},
    "cut in the middle of the answer": {"kind": "cut", "at": 300},
    "refused, yet done": {"kind": "refuse", "effect": True},
    "fault, yet done": {"kind": "fault", "effect": True},
    "session gone": {"kind": "expire"},
    "time-out, never done": {"kind": "reset", "seconds": 1.2},
    "time-out, done later": {"kind": "delay", "seconds": 1.2},
}
ANSWERED = {
    "refused": ({"kind": "refuse", "text": "Konto zablokowane"}, RequestRejectedError),
    "fault": ({"kind": "fault", "text": "Konto zablokowane"}, SoapFaultError),
}


def really_waiting(live: Live) -> Callable[[float], None]:
    """Wait a little in earnest, so that a late effect can still come."""

    def pause(seconds: float) -> None:
        time.sleep(seconds / 30)
        live.clock.pause(seconds)

    return pause


def at_most_one_rerun(live: Live, case: Case) -> None:
    payload = case.payload(live)
    try:
        live.change(case.entity, case.action, payload, timeout=1)
    except ChangeInDoubtError:
        (open_one,) = [row for row in live.changes() if row["finished_at"] is None]
        assert open_one["state"] == "in_doubt"
        result = live.change(case.entity, case.action, payload)
        assert result.change_id == open_one["id"]
    live.assert_agreement()
    assert {row["state"] for row in live.changes()} <= {"confirmed"}


@pytest.mark.parametrize("fault", LOST.values(), ids=LOST)
def test_platform_and_lms_agree_after_at_most_one_rerun(
    live: Live, simulator: Simulator, fault: dict[str, Any]
) -> None:
    live.pause = really_waiting(live) if fault.get("seconds") else None
    # A time-out costs a second of real time: one of each kind shows what there is to see.
    cases = (*CASES[:1], WITHOUT_LINK, *CASES[1:]) if not fault.get("seconds") else CASES
    for case in cases:
        simulator.faults.add({**fault, "action": case.call})
        before = len(live.state()["accounts"])
        at_most_one_rerun(live, case)
        assert not simulator.faults.report()["waiting"], case.name
        made = len(live.state()["accounts"]) - before
        assert made == {"AddCustomer": 1, "DelCustomer": -1}.get(case.call, 0), case.name
    if live.passwords:
        live.assert_no_secret()


@pytest.mark.parametrize("case", ANSWERED.values(), ids=ANSWERED)
def test_a_refusal_leaves_lms_as_it_is_with_the_platforms_words(
    live: Live, simulator: Simulator, case: tuple[dict[str, Any], type[Exception]]
) -> None:
    fault, kind = case
    for change in CASES:
        before = live.rows("SELECT * FROM hv_customers ORDER BY id")
        simulator.faults.add({**fault, "action": change.call})
        with pytest.raises(kind, match="Konto zablokowane"):
            live.change(change.entity, change.action, change.payload(live))
        assert live.rows("SELECT * FROM hv_customers ORDER BY id") == before
        assert live.changes()[-1]["state"] == "failed"
        assert "Konto zablokowane" in live.changes()[-1]["reason"]
        live.assert_agreement()
        live.change(change.entity, change.action, change.payload(live))
        live.assert_agreement()


def test_a_refusal_that_repeats_the_password_is_shown_without_it(
    live: Live, simulator: Simulator
) -> None:
    live.passwords.append("Zamek-blyskawiczny9")

    def spying(change: Any) -> Any:
        from dataclasses import replace  # noqa: PLC0415

        asker = replace(change.asker, password=lambda _: live.passwords[-1])
        return replace(change, asker=asker)

    text = f"Hasło {live.passwords[0]} jest za słabe"
    simulator.faults.add({"kind": "refuse", "action": "AddTerminal", "text": text})
    with pytest.raises(RequestRejectedError, match=r"Hasło \*\*\* jest za słabe") as caught:
        live.change("terminal", "create", {"id_customer": 12001, "username": "x1"}, around=spying)
    live.assert_no_secret(str(caught.value), caught.value.platform_message)


@pytest.mark.parametrize("effect", [True, False])
def test_where_nobody_can_look_it_is_in_doubt_and_the_next_change_settles_it(
    live: Live, simulator: Simulator, effect: bool
) -> None:
    simulator.faults.add({"kind": "reset", "action": "AddTerminal", "effect": effect})
    simulator.faults.add({"kind": "http", "action": "GetTerminalList", "skip": 1})
    payload = {"id_customer": 12002, "username": "zagubiony"}
    with pytest.raises(ChangeInDoubtError, match="cannot be looked up"):
        live.change("terminal", "create", payload)
    # Another change of the account comes first: it must not build on what is unknown.
    live.change("customer", "update", {"id": 12002, "city": "Brzeg"})
    live.assert_agreement()
    states = [row["state"] for row in live.changes()]
    assert states == ["confirmed" if effect else "failed", "confirmed"]
    if not effect:
        live.change("terminal", "create", payload)
        live.assert_agreement()


def test_two_that_fit_are_named_and_none_is_added(live: Live, simulator: Simulator) -> None:
    simulator.faults.add({"kind": "reset", "action": "AddCustomer", "effect": True})
    simulator.faults.add({"kind": "http", "action": "GetCustomerList", "skip": 1})
    payload = {"name": "Klient nowy", "ext_billing_id": 1030}
    with pytest.raises(ChangeInDoubtError):
        live.change("customer", "create", payload)
    with live.client() as panel:
        twin = panel.rows("AddCustomer", payload)[0]["id"]
    with pytest.raises(ChangeInDoubtError, match=rf"2 new things .*{twin}"):
        live.change("customer", "create", payload)
    with live.client() as panel:
        panel.rows("DelCustomer", {"id_customer": twin})
    live.change("customer", "create", payload)
    live.assert_agreement()

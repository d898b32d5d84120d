"""What a change sends, and how it is recognised when its answer is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hiperus.changes.rules.fields import Action, Entity
from hiperus.changes.rules.number_usage import UsageChange, usage_change
from hiperus.changes.rules.passwords import PasswordSource
from hiperus.changes.rules.plan import (
    Plan,
    Secret,
    creation,
    holds,
    newcomers,
    plan_from_json,
    same,
    saving,
)
from hiperus.changes.rules.request import parse_request
from tests.support.fakes import a_number, a_terminal, an_account

RENAMING = parse_request("terminal", "update", {"id": 24001, "username": "nowy"})


def test_a_save_sends_all_that_may_be_written_and_names_what_differs() -> None:
    sent, changed = saving(RENAMING, RENAMING.values, a_terminal("24001"))
    assert changed == ["username"]
    assert sent["id_terminal"] == "24001"
    assert (sent["username"], sent["screen_numbers"]) == ("nowy", "t")
    assert "subscription_to" not in sent, "nothing is not sent where nothing was asked for"
    assert "password" not in sent


def test_emptying_a_field_sends_nothing_on_purpose() -> None:
    request = parse_request("terminal", "update", {"id": 24001, "id_subscription": None})
    sent, changed = saving(request, request.values, a_terminal("24001"))
    assert changed == ["id_subscription"]
    assert sent["id_subscription"] is None


@pytest.mark.parametrize(
    ("name", "wanted", "found", "is_same"),
    [
        ("clir", "t", "true", True),
        ("clir", "f", "t", False),
        ("city", None, "", True),
        ("city", "Łódź", "łódź", False),
        ("subscription_from", "2026-10-01", "2026-10-01 00:00:00", True),
        ("subscription_from", "2026-10-01", "2026-10-10", False),
    ],
)
def test_values_are_the_same_in_other_spellings(
    name: str, wanted: str | None, found: str | None, is_same: bool
) -> None:
    assert same(name, wanted, found) is is_same


def test_a_new_account_is_the_one_with_the_link_that_was_not_there() -> None:
    request = parse_request("customer", "create", {"name": "Nowy", "ext_billing_id": 5})
    plan = Plan(request.entity, request.action, creation(request, {}), known_ids=(1,))
    rows = [
        an_account("1", name="Nowy", ext_billing_id="5"),
        an_account("2", name="Nowy", ext_billing_id="6"),
        an_account("3", name="Inny", ext_billing_id="5"),
    ]
    assert [row["id"] for row in newcomers(plan, rows)] == ["3"]
    unlinked = replace(plan, arguments={"name": "Nowy"})
    assert [row["id"] for row in newcomers(unlinked, rows)] == ["2"]


def test_new_terminals_and_numbers_are_known_by_their_names() -> None:
    terminal = Plan(Entity.TERMINAL, Action.CREATE, {"username": "a"}, known_ids=(1,))
    rows = [a_terminal("1", username="a"), a_terminal("2", username="a"), a_terminal("3")]
    assert [row["id"] for row in newcomers(terminal, rows)] == ["2"]
    number = Plan(Entity.NUMBER, Action.CREATE, {"number": "420", "country_code": "48"})
    numbers = [a_number("1", number="420"), a_number("2", number="420", country_code="49")]
    assert [row["id"] for row in newcomers(number, numbers)] == ["1"]


def test_a_plan_is_kept_without_secrets_and_recognised_again() -> None:
    sent, changed = saving(RENAMING, RENAMING.values, a_terminal("24001"))
    secret = Secret("password", PasswordSource(), "Zamek12345")
    plan = Plan(
        Entity.TERMINAL, Action.UPDATE, sent, 12001, 24001, changed=tuple(changed), secret=secret
    )
    assert "Zamek12345" not in plan.to_json() + str(plan) + " ".join(plan.lines())
    kept = plan_from_json(plan.to_json(), RENAMING, 12001)
    assert (kept.arguments, kept.changed, kept.call) == (sent, ("username",), "SaveTerminalData")
    assert kept.secret is not None
    assert not holds(kept, a_terminal("24001"))
    assert holds(kept, a_terminal("24001", username="nowy", t38_fax="t"))


def test_nothing_to_send_is_seen() -> None:
    plan = Plan(Entity.TERMINAL, Action.UPDATE, {}, secret=Secret("password", value="x"))
    assert plan.is_empty
    assert not replace(plan, secret=Secret("password", PasswordSource())).is_empty
    assert not replace(plan, changed=("username",)).is_empty


def test_usage_follows_from_the_numbers_of_an_account() -> None:
    listed = [481, 482, 482]
    assert usage_change(["482", "483", None, "abc"], listed) == UsageChange((481,), (482, 483))
    assert usage_change([], []) == UsageChange((), ())

"""What people note: once, with who and when, ended but never deleted; a full refresh heeds it."""

from __future__ import annotations

from typing import Any

import pytest

from hiperus.errors import InvalidParameterError
from hiperus.invoices.tables.premium import read_limits
from hiperus.notes.note import take_note
from hiperus.notes.rules.requests import parse_note
from hiperus.retention.keeping import describe_keeping
from hiperus.storage.database import Database
from tests.integration.accounts.importer import Import
from tests.support.cdr_world import a_window, load
from tests.support.fake_billing import FakeBilling, a_call
from tests.support.fakes import a_terminal, an_account
from tests.support.roles import seed
from tests.support.runs import a_run

pytestmark = pytest.mark.database

DAY = a_window("2026-03-10", "2026-03-10")
HOLD = {"customer": 1001, "from": "2026-03-01", "until": "2026-03-31", "reason": "reklamacja 7"}


@pytest.fixture
def lms(lms_database: Database) -> Database:
    seed(lms_database, [1001, 1002])
    importer = Import(lms_database)
    importer.platform.accounts = {
        "12001": an_account("12001", ext_billing_id="1001"),
        "12002": an_account("12002", name="Kot", ext_billing_id="1002"),
    }
    importer.platform.terminals = {
        "12001": [a_terminal("24001", username="alfa")],
        "12002": [a_terminal("24002", username="beta")],
    }
    importer.run("customers")
    importer.run("terminals")
    return lms_database


def note(database: Database, action: str, payload: Any) -> str:
    return take_note(a_run(database, 1_790_000_000), parse_note("hold", action, payload), "klara")


def test_a_hold_is_noted_once_with_who_and_when(lms: Database) -> None:
    assert note(lms, "add", HOLD).endswith("before 2026-04-01 is noted: hold 1.")
    assert note(lms, "add", HOLD).endswith("before 2026-04-01 was noted before: hold 1.")
    (row,) = lms.fetch_text("SELECT * FROM hv_hold")
    assert (row["held_from"], row["held_until"]) == ("2026-03-01", "2026-04-01")
    assert (row["noted_by"], row["noted_at"], row["ended_at"]) == ("klara", 1_790_000_000, None)
    assert describe_keeping(a_run(lms, 0)) == [
        "Calls are kept for ever (retention_months is 0); there are none.",
        "Hold 1: calls of customer 1001 from 2026-03-01 before 2026-04-01, noted by klara.",
    ]


def test_a_hold_is_ended_once_with_the_reason(lms: Database) -> None:
    note(lms, "add", HOLD)
    assert note(lms, "end", {"id": 1, "reason": "settled"}).startswith("The hold 1 is ended")
    with pytest.raises(InvalidParameterError, match="no hold 1 that is not ended") as caught:
        note(lms, "end", {"id": 1, "reason": "settled"})
    assert str(caught.value).endswith("Nothing was noted.")
    (row,) = lms.fetch_text("SELECT ended_by, ended_reason FROM hv_hold")
    assert (row["ended_by"], row["ended_reason"]) == ("klara", "settled")


LIMIT = {"customer": 1001, "from": "2026-03", "limit": "100,00", "reason": "wniosek"}


def limit(database: Database, action: str, payload: Any) -> str:
    noted = parse_note("premium_limit", action, payload)
    return take_note(a_run(database, 1_790_000_000), noted, "klara")


def test_a_limit_is_noted_once_and_ended_with_the_reason(lms: Database) -> None:
    assert limit(lms, "add", LIMIT).endswith("from 2026-03 on, is noted: premium_limit 1.")
    assert limit(lms, "add", LIMIT | {"limit": 100}).endswith("was noted before: premium_limit 1.")
    assert limit(lms, "add", LIMIT | {"limit": "0"}).endswith("is noted: premium_limit 2.")
    assert [limits[-1].amount for limits in read_limits(lms).values()] == [0]
    assert limit(lms, "end", {"id": 2, "reason": "pomyłka"}).startswith("The premium_limit 2 is")
    assert [limits[-1].amount for limits in read_limits(lms).values()] == [100]
    with pytest.raises(InvalidParameterError, match="no premium_limit 2 that is not ended yet"):
        limit(lms, "end", {"id": 2, "reason": "pomyłka"})
    (row,) = lms.fetch_text("SELECT * FROM hv_premium_limit WHERE id = 2")
    assert (row["noted_by"], row["reason"], row["ended_reason"]) == ("klara", "wniosek", "pomyłka")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"limit": "-1"}, "limit must be an amount"),
        ({"limit": "35.001"}, "limit must be an amount"),
        ({"limit": None}, "limit must be an amount"),
        ({"limit": True}, "limit must be an amount"),
        ({"limit": "1e30"}, "limit must be an amount"),
        ({"from": "2026-03-01"}, "from must be a month"),
        ({"from": None}, "from must be a month"),
        ({"until": "2026-04"}, "until"),
    ],
)
def test_a_limit_that_cannot_be_read_is_refused(changed: Any, words: str) -> None:
    with pytest.raises(InvalidParameterError, match=words) as caught:
        parse_note("premium_limit", "add", LIMIT | changed)
    assert str(caught.value).endswith("Nothing was noted.")


def test_a_customer_without_any_account_is_refused(lms: Database) -> None:
    with pytest.raises(
        InvalidParameterError, match="customer names 77, to whom no account"
    ) as caught:
        note(lms, "add", HOLD | {"customer": 77})
    assert str(caught.value).endswith("Nothing was noted.")


REFUSED: list[tuple[str, str, Any, str]] = [
    ("holt", "add", HOLD, "kind must be one of hold, premium_limit"),
    ("hold", "change", HOLD, "action must be one of add, end"),
    ("hold", "add", [], "payload must be an object"),
    ("hold", "add", HOLD | {"customer": "all"}, "customer must be an id"),
    ("hold", "add", HOLD | {"from": None}, "from is missing"),
    ("hold", "add", HOLD | {"from": "1.3.2026"}, "from must be a day"),
    ("hold", "add", HOLD | {"until": "2026-02-28"}, "until is before from"),
    ("hold", "add", HOLD | {"reason": " "}, "reason is missing"),
    ("hold", "add", HOLD | {"cutsomer": 1}, r"'cutsomer' \(did you mean 'customer'\?\)"),
    ("hold", "end", {"reason": "x"}, "id must be an id"),
]


@pytest.mark.parametrize(("kind", "action", "payload", "words"), REFUSED)
def test_what_cannot_be_taken_is_named(kind: str, action: str, payload: Any, words: str) -> None:
    with pytest.raises(InvalidParameterError, match=words) as caught:
        parse_note(kind, action, payload)
    assert str(caught.value).endswith("Nothing was noted.")


def test_a_full_refresh_keeps_held_calls_and_notes_them_as_missing(lms: Database) -> None:
    def call(number: int, terminal: str, customer: int, name: str) -> Any:
        return a_call(
            id=number,
            start_time=f"2026-03-10 11:00:{number:02}",
            terminal_name=terminal,
            ext_billing_id=customer,
            customer_name=name,
        )

    first = an_account("12001")["name"]
    held, other = call(1, "alfa", 1001, first), call(2, "beta", 1002, "Kot")
    rest = [call(n, "beta", 1002, "Kot") for n in range(3, 30)]
    load(lms, FakeBilling([held, other, *rest]), DAY)
    note(lms, "add", HOLD)
    load(lms, FakeBilling(rest), DAY, full_refresh=True)
    stored = {r["id"] for r in lms.fetch_text("SELECT id FROM hv_billing WHERE id < 3")}
    assert stored == {1}
    assert lms.fetch_text("SELECT cdr_id FROM hv_billing_missing") == [{"cdr_id": 1}]
    assert lms.fetch_text("SELECT cdr_id FROM hv_billing_link WHERE cdr_id = 1")

"""Detailed statements: the calls that invoices billed, to the grosz, and nobody else's."""

from __future__ import annotations

import csv
import re
import stat
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from hiperus.domain.periods import Month, local_midnight
from hiperus.errors import InvalidParameterError
from hiperus.statements.detailed import Destination, Written, write_statements
from hiperus.statements.rules.formats import Format
from hiperus.statements.rules.period import complaint_months, statement_months
from hiperus.storage.database import Database
from tests.support.builders_invoices import MONTH, World, a_plain_month, a_world
from tests.support.builders_statements import text_of
from tests.support.roles import add_row

pytestmark = pytest.mark.database

CALLEE = "48601234567"
SEPTEMBER = Month(2026, 9)
CALLED = re.compile(r"\b486\d{8}\b")
MOVED = 0.4
"""Share of accounts that change hands."""


@pytest.fixture
def world(empty_database: Database) -> World:
    world = a_world(empty_database, [12, 13])
    a_plain_month(world)
    world.call((100, 200), "2.0049", bill_cpb=CALLEE, caller="420000001", type="mobile")
    world.call((100, 200), "0.0000", bill_cpb="48609999999")
    world.call((100, 200), "0.5000", success_call="f", bill_cpb="48608888888")
    world.account(101, 13)
    world.terminal(201, 101, name="term200")
    world.call((101, 201), "1.1111", bill_cpb="48607777777")
    return world


def written(world: World, folder: Path, *customers: int) -> Written:
    return write_statements(world.a_run(), [MONTH], customers, Destination(folder, (Format.CSV,)))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def amount(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def test_each_paid_call_with_its_number_and_the_sums_of_the_invoice(
    world: World, tmp_path: Path
) -> None:
    world.run()
    done = written(world, tmp_path, 12)
    assert (done.statements, done.without_calls) == (1, ())
    (path,) = tmp_path.iterdir()
    assert path.name == "wykaz-12-2026-10.csv"
    found = rows(path)
    of_calls = [row for row in found if row["Początek"]]
    assert [(r["Numer wybrany"], r["Netto"], r["Brutto"], r["Rodzaj"]) for r in of_calls][1] == (
        CALLEE, "2,0049", "2,4660", "numery komórkowe")  # fmt: skip
    assert [r["Numer wybrany"] for r in of_calls if r["Numer wybrany"] == "48609999999"] == []
    (line,) = world.rows("SELECT exact_net, gross FROM hv_invoice_line WHERE kind = 'calls' "
                         "AND customer_id = 12")  # fmt: skip
    assert sum(amount(r["Netto"]) for r in of_calls) == line["exact_net"]
    (rounding,) = [r["Brutto"] for r in found if r["Rodzaj"] == "zaokrąglenie pozycji faktury"]
    gross = sum(amount(r["Brutto"]) for r in of_calls) + amount(rounding)
    assert gross == line["gross"] == amount(found[-1]["Brutto"])
    assert found[-1]["Rodzaj"] == "Razem brutto"


def test_nobody_else_may_read_the_files(world: World, tmp_path: Path) -> None:
    world.run()
    to = Destination(tmp_path / "statements")
    write_statements(world.a_run(), [MONTH], [12], to)
    files = {path.name: path.read_bytes() for path in to.folder.iterdir()}
    assert sorted(files) == ["wykaz-12-2026-10.csv", "wykaz-12-2026-10.pdf"]
    for path in to.folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(to.folder.stat().st_mode) == 0o700
    write_statements(world.a_run(), [MONTH], [12], to)
    assert {path.name: path.read_bytes() for path in to.folder.iterdir()} == files


def test_a_customer_is_never_in_anothers_file(world: World, tmp_path: Path) -> None:
    world.run()
    written(world, tmp_path, 12, 13)
    twelve, thirteen = (
        (tmp_path / f"wykaz-{customer}-2026-10.csv").read_text("utf-8") for customer in (12, 13)
    )
    assert "48607777777" not in twelve
    assert CALLEE not in thirteen
    assert "48607777777" in thirteen


def test_what_was_never_billed_is_in_no_statement(world: World, tmp_path: Path) -> None:
    world.run()
    world.call((100, 200), "9.0000", bill_cpb="48605555555")
    written(world, tmp_path, 12)
    assert "48605555555" not in (tmp_path / "wykaz-12-2026-10.csv").read_text("utf-8")


def test_who_asked_lms_gets_one_without_being_named(world: World, tmp_path: Path) -> None:
    world.run()
    add_row(world.database, "customerconsents", {"customerid": 13, "cdate": 1, "type": 13})
    assert written(world, tmp_path).statements == 1
    assert [path.name for path in tmp_path.iterdir()] == ["wykaz-13-2026-10.csv"]


def test_a_simplified_one_has_services_instead_of_calls_and_the_same_sums(
    world: World, tmp_path: Path
) -> None:
    world.run()
    add_row(world.database, "customerconsents", {"customerid": 12, "cdate": 1, "type": 14})
    assert written(world, tmp_path).statements == 1
    (path,) = tmp_path.iterdir()
    assert path.name == "wykaz-uproszczony-12-2026-10.csv"
    assert CALLEE not in path.read_text("utf-8")
    found = rows(path)
    assert "numery komórkowe: 1 poł." in {row["Rodzaj"] for row in found}
    services = [r for r in found if r["Rodzaj"].endswith("poł.") and "Razem" not in r["Rodzaj"]]
    (line,) = world.rows(
        "SELECT exact_net, gross FROM hv_invoice_line WHERE kind = 'calls' AND customer_id = 12"
    )
    assert sum(amount(row["Netto"]) for row in services) == line["exact_net"]
    assert amount(found[-1]["Brutto"]) == line["gross"]
    written(world, tmp_path, 12)  # on request with every call, beside it
    assert CALLEE in (tmp_path / "wykaz-12-2026-10.csv").read_text("utf-8")
    add_row(world.database, "customerconsents", {"customerid": 12, "cdate": 1, "type": 13})
    assert "uproszczony" not in written(world, tmp_path / "both").describe()
    assert [p.name for p in (tmp_path / "both").iterdir()] == ["wykaz-12-2026-10.csv"]


def test_customers_without_calls_are_said(world: World, tmp_path: Path) -> None:
    done = written(world, tmp_path, 12)
    assert (done.statements, done.without_calls) == (0, (12,))
    assert "no call was billed for 1 customers (12)" in done.describe()
    with pytest.raises(InvalidParameterError, match="customers names 77"):
        written(world, tmp_path, 77)


def test_deleted_calls_are_said_with_their_amount(world: World, tmp_path: Path) -> None:
    world.run()
    world.database.execute_text("DELETE FROM hv_billing")
    written(world, tmp_path, 12)
    found = rows(tmp_path / "wykaz-12-2026-10.csv")
    (gone,) = [row for row in found if row["Rodzaj"] == "połączenia usunięte po terminie"]
    assert amount(gone["Netto"]) == Decimal("3.7394")


def a_random_world(database: Database, random: Random, era: str) -> tuple[World, dict[str, int]]:
    """Invoice two months of accounts that share customers, whose terminals share names and move.

    Returns the world and which customer was to pay for each number that was called.
    """
    world = a_world(database, [12, 13, 14], era)
    world.cover(SEPTEMBER)
    whose: dict[str, int] = {}
    payers: dict[int, list[int]] = {}
    moved_at = local_midnight(MONTH.first_day)
    for number in range(6):
        customers = [random.choice([12, 13, 14])] * 2
        account, terminal = 100 + number, 200 + number
        world.account(account, customers[0], name=random.choice(["Konto", "Konto <&> „ł”"]))
        world.terminal(terminal, account, name=random.choice(["a", "b"]))
        if random.random() < MOVED:  # the account gets another customer between the months
            customers[1] = random.choice([12, 13, 14])
            world.account(account, customers[1], since=moved_at)
        payers[account] = customers
        accounts = [account, account]
        if random.random() < MOVED:  # the terminal goes to an account that was there before
            accounts[1] = random.choice(list(payers))
            world.terminal(terminal, accounts[1], name="a", since=moved_at)
        for index in range(random.randint(0, 12)):
            cost = Decimal(random.randint(0, 30_000)) / 10_000
            called = f"486{number}{index:02}{random.randint(0, 99_999):05}"
            month = random.choice([0, 1])
            day = f"2026-{(9, 10)[month]:02}-15 10:00:{index:02}"
            world.call((accounts[month], terminal), str(cost), day, bill_cpb=called)
            if cost:
                whose[called] = payers[accounts[month]][month]
    for month in (SEPTEMBER, MONTH):
        world.now = local_midnight(month.end) + 3 * 3600
        world.run(today=month.end)
    return world, whose


@pytest.mark.parametrize("era", ["current", "old"])
@pytest.mark.parametrize("seed", range(3))
def test_random_months_tie_to_the_grosz_and_name_nobody_elses_calls(
    empty_database: Database, tmp_path: Path, seed: int, era: str
) -> None:
    random = Random(seed)  # noqa: S311 -- the seed makes the case
    world, whose = a_random_world(empty_database, random, era)
    to = Destination(tmp_path)
    done = write_statements(world.a_run(), [SEPTEMBER, MONTH], [12, 13, 14], to)
    found: dict[str, int] = {}
    for customer in {12, 13, 14} - set(done.without_calls):
        rows_found = rows(tmp_path / f"wykaz-{customer}-2026-09--2026-10.csv")
        of_calls = [row for row in rows_found if row["Początek"]]
        pdf = text_of((tmp_path / f"wykaz-{customer}-2026-09--2026-10.pdf").read_bytes())
        assert sorted(CALLED.findall(pdf)) == sorted(row["Numer wybrany"] for row in of_calls)
        found |= dict.fromkeys((row["Numer wybrany"] for row in of_calls), customer)
        (billed,) = world.rows(
            "SELECT SUM(n.exact_net) AS net, SUM(n.gross) AS gross, (SELECT SUM(s.cost_billed) "
            "FROM hv_billing_invoiced s JOIN hv_invoice_line x ON x.id = s.line_id "
            f"WHERE x.customer_id = {customer}) AS stamped FROM hv_invoice_line n "
            f"WHERE n.kind = 'calls' AND n.customer_id = {customer}"
        )
        assert sum(amount(row["Netto"]) for row in of_calls) == billed["net"] == billed["stamped"]
        roundings = [r for r in rows_found if r["Rodzaj"] == "zaokrąglenie pozycji faktury"]
        gross = sum(amount(row["Brutto"]) for row in [*of_calls, *roundings])
        assert gross == billed["gross"] == amount(rows_found[-1]["Brutto"])
        assert f"Razem brutto: {billed['gross']}".replace(".", ",") in pdf
    assert found == whose


def test_progress_is_said_every_few_seconds(world: World, tmp_path: Path) -> None:
    world.run()
    told: list[str] = []
    clock = iter(range(0, 1000, 6))
    run = replace(world.a_run(), clock=lambda: next(clock))
    write_statements(run, [MONTH], [12, 13], Destination(tmp_path), told.append)
    assert told == ["1 of 2 statements are written"]


THIS_MONTH = Month(2026, 11)
REFUSED = [
    (("2026-11", None), "2026-11 is not over yet"),
    (("2025-10", "2026-10"), "2025-10 is more than 12 months back"),
    (("2026-10", "2026-09"), "month_to is before month_from"),
    (("October", None), "month_from must be a month"),
]


@pytest.mark.parametrize(("given", "words"), REFUSED)
def test_months_that_cannot_be_stated(given: tuple[str, str | None], words: str) -> None:
    with pytest.raises(InvalidParameterError, match=words) as caught:
        statement_months(*given, THIS_MONTH)
    assert str(caught.value).endswith("Nothing was written.")


def test_months_of_a_statement() -> None:
    assert statement_months(None, None, THIS_MONTH) == [MONTH]
    assert statement_months("2026-08", None, THIS_MONTH) == [Month(2026, 8)]
    assert len(statement_months("2025-11", "2026-10", THIS_MONTH)) == 12
    assert date(2026, 10, 1) == MONTH.first_day


def test_months_of_a_complaint() -> None:
    assert complaint_months(None, None, THIS_MONTH) == [MONTH]
    assert complaint_months("2026-11", None, THIS_MONTH) == [THIS_MONTH]
    assert len(complaint_months("2023-01", "2023-12", THIS_MONTH)) == 12


REFUSED_COMPLAINTS = [
    (("2026-12", None), "2026-12 has not begun yet"),
    (("2023-01", "2024-01"), "2023-01 to 2024-01 are more than 12 months"),
    (("2026-10", "2026-09"), "month_to is before month_from"),
]


@pytest.mark.parametrize(("given", "words"), REFUSED_COMPLAINTS)
def test_months_that_no_complaint_can_be_of(given: tuple[str, str | None], words: str) -> None:
    with pytest.raises(InvalidParameterError, match=words) as caught:
        complaint_months(*given, THIS_MONTH)
    assert str(caught.value).endswith("Nothing was written.")

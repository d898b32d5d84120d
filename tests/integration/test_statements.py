"""Detailed statements: the calls that invoices billed, to the grosz, and nobody else's."""

from __future__ import annotations

import csv
import stat
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from hiperus.domain.periods import Month
from hiperus.errors import InvalidParameterError
from hiperus.statements.detailed import Destination, Written, write_statements
from hiperus.statements.rules.formats import Format
from hiperus.statements.rules.period import statement_months
from hiperus.statements.tables import calls
from hiperus.storage.database import Database
from tests.support.builders_invoices import MONTH, World, a_plain_month, a_world
from tests.support.roles import add_row

pytestmark = pytest.mark.database

CALLEE = "48601234567"


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
    folder = tmp_path / "statements"
    written(world, folder, 12)
    (path,) = folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    before = path.read_bytes()
    written(world, folder, 12)
    assert path.read_bytes() == before


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


@pytest.mark.parametrize("seed", range(5))
def test_random_worlds_tie_to_the_grosz(
    empty_database: Database, tmp_path: Path, seed: int
) -> None:
    random = Random(seed)  # noqa: S311 -- the seed makes the case
    world = a_world(empty_database, [12, 13, 14])
    for number in range(6):
        world.account(100 + number, random.choice([12, 13, 14]))
        world.terminal(200 + number, 100 + number, name=random.choice(["a", "b"]))
        for _ in range(random.randint(0, 12)):
            cost = Decimal(random.randint(0, 30_000)) / 10_000
            called = f"4860{number}{random.randint(0, 999_999):06}"
            world.call((100 + number, 200 + number), str(cost), bill_cpb=called)
    world.run()
    names = calls.read_names(world.database)
    billed = calls.customers_with_calls(world.database, [MONTH])
    stated = dict(calls.read_lines(world.database, [MONTH], billed, names))
    for customer, lines in stated.items():
        of_lines = world.rows(
            "SELECT SUM(exact_net) AS net, SUM(gross) AS gross FROM hv_invoice_line "
            f"WHERE kind = 'calls' AND customer_id = {customer}"
        )[0]
        assert sum(line.calls_net for line in lines) == of_lines["net"]
        assert sum(line.calls_gross + line.rounding for line in lines) == of_lines["gross"]
        owned = f"SELECT account_id FROM hv_account_history WHERE customer_id = {customer}"
        own = {row["account_id"] for row in world.rows(owned)}
        numbers = {call.number[4] for line in lines for call in line.calls}
        assert numbers <= {str(account - 100) for account in own}


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

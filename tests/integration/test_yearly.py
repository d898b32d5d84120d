"""The yearly summary: every call of the year in exactly one row, what was billed to the grosz."""

from __future__ import annotations

import csv
import stat
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from dev.lms.seed import SeedCustomer
from hiperus.domain.periods import Month, local_midnight
from hiperus.errors import InvalidParameterError
from hiperus.statements.rules.yearly import Area, Direction, Key, Kind, Sums, months_of
from hiperus.statements.yearly import summarize, write_summary
from hiperus.storage.database import Database
from tests.support.builders_invoices import MONTH, World, a_world
from tests.support.roles import add_row

pytestmark = pytest.mark.database

TODAY = date(2026, 11, 28)
HOME = "48601234567"


@pytest.fixture
def world(empty_database: Database) -> World:
    """Customer 12, a person, with account 100; 13, a company, with account 101."""
    world = a_world(empty_database, [12, SeedCustomer(13, kind=1)])
    for account, customer in ((100, 12), (101, 13)):
        world.account(account, customer)
        world.terminal(account + 100, account)
    return world


def rows(world: World, year: int = 2026) -> dict[Key, Sums]:
    return dict(summarize(world.database, year, TODAY).rows)


def outgoing(area: Area, kind: Kind) -> Key:
    return Key(Direction.OUTGOING, area, kind)


def test_direction_area_and_kind(world: World) -> None:
    world.call((100, 200), "1.0000", bill_cpb=HOME, duration=90)
    world.call((100, 200), "0.2000", bill_cpb="4989123456", duration=30, calltype="forwarded")
    world.call((101, 201), "2.0000", bill_cpb=HOME, calltype="disa")
    world.call((101, 201), "0.0000", caller="601234567", bill_cpb=HOME, calltype="incoming")
    world.call((101, 201), "0.0000", caller="0049891234", calltype="incoming")
    world.run()
    found = rows(world)
    assert found == {
        outgoing(Area.DOMESTIC, Kind.PRIVATE): Sums(1, 90, Decimal("1.0000")),
        outgoing(Area.DOMESTIC, Kind.COMPANY): Sums(1, 60, Decimal("2.0000")),
        outgoing(Area.FOREIGN, Kind.PRIVATE): Sums(1, 30, Decimal("0.2000")),
        Key(Direction.INCOMING, Area.DOMESTIC, Kind.COMPANY): Sums(1, 60),
        Key(Direction.INCOMING, Area.FOREIGN, Kind.COMPANY): Sums(1, 60),
    }


@pytest.mark.parametrize(
    ("values", "area"),
    [
        ({"bill_cpb": "112"}, Area.DOMESTIC),
        ({"bill_cpb": "+48601"}, Area.DOMESTIC),
        ({"bill_cpb": "0048601234567"}, Area.DOMESTIC),
        ({"bill_cpb": "420601234567", "country": "Polska"}, Area.FOREIGN),
        ({"bill_cpb": "", "country": "Polska"}, Area.DOMESTIC),
        ({"bill_cpb": None, "country": "Niemcy"}, Area.FOREIGN),
        ({"bill_cpb": None, "country": ""}, Area.UNKNOWN),
        ({"calltype": "incoming", "caller": "", "bill_cpb": HOME}, Area.UNKNOWN),
        ({"calltype": "incoming", "caller": "483621234"}, Area.DOMESTIC),
        ({"calltype": "incoming", "caller": "+48601234567"}, Area.DOMESTIC),
        ({"calltype": "incoming", "caller": "493012345678"}, Area.FOREIGN),
    ],
)
def test_where_the_other_side_was(world: World, values: dict[str, str | None], area: Area) -> None:
    world.call((100, 200), "0.0000", **values)
    assert [key.area for key in rows(world)] == [area]


def test_failed_unbilled_and_nobodys_calls_are_apart(world: World) -> None:
    world.call((100, 200), "0.0000", bill_cpb=HOME, success_call="f", duration=0)
    world.call(None, "3.0000", bill_cpb=HOME)
    world.run()
    world.call((100, 200), "0.5000", bill_cpb=HOME)
    world.database.execute_text("INSERT INTO hv_customers (id, ext_billing_id) VALUES (100, 12)")
    found = rows(world)
    assert found[outgoing(Area.DOMESTIC, Kind.PRIVATE)] == Sums(
        calls=1, seconds=60, not_billed=1, not_billed_net=Decimal("0.5000"), failed=1
    )
    assert found[outgoing(Area.DOMESTIC, Kind.NOBODY)] == Sums(
        calls=1, seconds=60, not_billed=1, not_billed_net=Decimal("3.0000")
    )


def test_a_dearer_call_counts_once_with_both_amounts(world: World) -> None:
    call = world.call((100, 200), "1.0000", bill_cpb=HOME)
    world.run()
    world.reprice(call, "1.5000")
    world.now = local_midnight(date(2026, 12, 1)) + 4 * 3600
    world.cover(Month(2026, 11))
    world.run(today=date(2026, 12, 1))
    assert rows(world)[outgoing(Area.DOMESTIC, Kind.PRIVATE)] == Sums(1, 60, Decimal("1.5000"))


def test_the_year_is_that_of_the_local_start(world: World) -> None:
    world.call((100, 200), "0.0000", "2025-12-31 23:59:59")
    world.call((100, 200), "0.0000", "2026-01-01 00:00:00")
    for year in (2025, 2026):
        assert summarize(world.database, year, TODAY).total.calls == 1


def test_numbers_of_live_accounts(world: World) -> None:
    world.number(100, "term200", "420000001", create_date="2025-06-01 10:00:00")
    world.number(100, "term200", "420000002", create_date="2026-06-01 10:00:00")
    world.account(102, 13, active="f")
    world.number(102, "term202", "420000003")
    found = summarize(world.database, 2025, TODAY).numbers
    assert [(n.kind, n.today, n.assigned) for n in found] == [(Kind.PRIVATE, 2, 1)]


@pytest.mark.parametrize("seed", range(4))
def test_no_call_is_lost_and_revenue_is_the_stamps(world: World, seed: int) -> None:
    random = Random(seed)  # noqa: S311 -- the seed makes the case
    types = ["outgoing", "incoming", "disa", "forwarded", "internal", "vpbx"]
    for _ in range(40):
        world.call(
            random.choice([(100, 200), (101, 201), None]),
            f"{random.randint(0, 9999) / 10_000:.4f}",
            calltype=random.choice(types),
            success_call=random.choice("ttf"),
            bill_cpb=random.choice([HOME, "112", "4912345678", "", None]),
            caller=random.choice(["420000001", "", None]),
            country=random.choice(["Polska", None]),
        )
    world.run()
    total = summarize(world.database, 2026, TODAY).total
    (stored,) = world.rows("SELECT COUNT(*) AS calls FROM hv_billing")
    (stamped,) = world.rows("SELECT SUM(cost_billed) AS net FROM hv_billing_invoiced")
    (open_ones,) = world.rows(
        "SELECT SUM(b.cost) AS net FROM hv_billing b "
        "LEFT JOIN hv_billing_invoiced s ON s.cdr_id = b.id WHERE s.id IS NULL"
    )
    assert total.calls + total.failed == stored["calls"] == 40
    assert total.billed_net == stamped["net"]
    assert total.not_billed_net == open_ones["net"]


def written(world: World, folder: Path, year: int) -> list[list[str]]:
    path = write_summary(world.a_run(), year, TODAY, folder).path
    assert path.name == f"podsumowanie-{year}.csv"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_the_file(world: World, tmp_path: Path) -> None:
    world.call((100, 200), "1.0000", bill_cpb=HOME, duration=90)
    world.number(100, "term200", "420000001")
    world.run()
    deleted = {"call_month": date(2026, 1, 1), "calls": 7, "net": "3.5", "started_at": 1}
    add_row(world.database, "hv_retention", deleted)
    found = written(world, tmp_path, 2026)
    assert {len(row) for row in found} == {10}
    assert found[1][:7] == ["wychodzące", "krajowe", "osoba prywatna", "1", "90", "1,50", "1,0000"]
    assert found[2][:1] + found[2][3:7] == ["Razem", "1", "90", "1,50", "1,0000"]
    assert (found[3][0], found[3][3]) == ("usunięte po terminie (retencja)", "7")
    assert found[4][:4] == ["Aktywne numery", "stan na dziś (2026-11-28)", "osoba prywatna", "1"]
    assert found[5][:3] == ["Okres", "2026-01-01 – 2026-11-28", "rok jeszcze trwa: do dziś"]
    assert HOME not in "".join(map("".join, found))


def test_a_year_that_is_over_says_what_is_not_known(world: World, tmp_path: Path) -> None:
    said = [row[1] for row in written(world, tmp_path, 2025)]
    assert "stanu z 2025-12-31 nie da się odtworzyć: LMS ma tylko obecne numery" in said
    assert "2025-01-01 – 2025-12-31" in said


def test_years_that_cannot_be_summed_up() -> None:
    assert months_of(2026, TODAY)[-1] == Month(2026, 11)
    assert len(months_of(2025, TODAY)) == 12
    for year in (2027, 1989):
        with pytest.raises(InvalidParameterError, match=f"year is {year}") as caught:
            months_of(year, TODAY)
        assert str(caught.value).endswith("Nothing was written.")
    assert MONTH in months_of(2026, TODAY)


@pytest.mark.parametrize("schemas", [("old",), ("current", "hiperus_2017")])
def test_an_lms_of_2016_and_tables_of_the_old_plugin(
    empty_database: Database, schemas: tuple[str, ...]
) -> None:
    world = a_world(empty_database, [12], *schemas)
    world.account(100, 12)
    world.call((100, 200), "1.0000", bill_cpb=HOME)
    world.call((100, 200), "0.0000", bill_cpb=HOME, success_call="f", duration=0)
    world.run()
    (found,) = rows(world).values()
    assert (found.calls, found.failed, found.billed_net) == (1, 1, Decimal("1.0000"))

"""The complaint pack: all that is known of a customer's disputed calls, and nothing of others."""

from __future__ import annotations

import csv
import json
import stat
from datetime import date
from pathlib import Path

import lxml.html
import pytest

from hiperus.domain.periods import Month, local_midnight
from hiperus.errors import InvalidParameterError
from hiperus.statements.complaint import write_pack
from hiperus.storage.database import Database
from tests.support.builders_invoices import MONTH, World, a_plain_month, a_world, insert
from tests.support.roles import add_row

pytestmark = pytest.mark.database

CALLEE = "48601234567"
FILES = {
    "index.html",
    "polaczenia.csv",
    "wersje.csv",
    "kwoty-polaczen.csv",
    "pozycje.csv",
    "faktury.csv",
    "wczytania.csv",
    "kwarantanna.csv",
    "ustawienia.csv",
    "zatrzymania.csv",
}


@pytest.fixture
def world(empty_database: Database) -> World:
    """Customer 12 with account 100 and an invoice of October; 13 with account 101 of that name."""
    world = a_world(empty_database, [12, 13])
    a_plain_month(world)
    world.account(101, 13)
    world.terminal(201, 101, name="term-of-13")
    return world


def pack(world: World, folder: Path, months: list[Month] | None = None) -> Path:
    return write_pack(world.a_run(), 12, months or [MONTH], folder).folder


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def index(folder: Path) -> str:
    return " ".join(lxml.html.fromstring((folder / "index.html").read_text("utf-8")).itertext())


def everything(folder: Path) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.iterdir()))


def linked(world: World, cdr_id: int, customer: int | None, **values: object) -> None:
    """Link a call of the world's to a customer, as a load does."""
    names = ", ".join(f"{name} = %({name})s" for name in ("customer_id", *values))
    world.database.execute_text(
        f"UPDATE hv_billing_link SET {names} WHERE cdr_id = %(id)s",
        {"customer_id": customer, "id": cdr_id, **values},
    )


def version(**values: object) -> str:
    return json.dumps(
        {"ext_billing_id": 12, "customerid": 100, "cost": 1.5, "start_time": ""} | values
    )


def revised(world: World, cdr_id: int, kind: str, old: str, new: str | None = None) -> None:
    insert(
        world.database,
        "hv_billing_revision",
        {"cdr_id": cdr_id, "kind": kind, "old_values": old, "new_values": new, "load_id": 7,
         "created_at": world.now},
    )  # fmt: skip


def test_every_call_with_what_became_of_it(world: World, tmp_path: Path) -> None:
    paid = world.call((100, 200), "2.0049", bill_cpb=CALLEE, duration=61)
    free = world.call((100, 200), "0.0000")
    failed = world.call((100, 200), "0.0000", success_call="f", duration=0)
    vanished = world.call((100, 200), "3.0000")
    world.vanish(vanished)
    world.run()
    late = world.call((100, 200), "0.7000")
    folder = pack(world, tmp_path)
    states = {int(row["Id"]): row["Stan"] for row in rows(folder, "polaczenia.csv")}
    assert len(states) == 7
    assert states[paid] == "na fakturze"
    assert states[free] == "bezpłatne"
    assert states[failed] == "nieudane, bez kosztu"
    assert states[vanished] == "platforma już go nie podaje: nie jest fakturowane"
    assert states[late] == "jeszcze na żadnej fakturze"
    (row,) = [row for row in rows(folder, "polaczenia.csv") if row["Id"] == str(paid)]
    assert row["Numer wybrany"] == CALLEE
    assert (row["Czas"], row["Koszt netto"], row["Na fakturach netto"]) == (
        "0:01:01", "2,0049", "2,0049")  # fmt: skip
    assert row["Faktury"] == rows(folder, "faktury.csv")[0]["Numer"]
    assert (row["Konto"], row["Terminal"]) == ("Konto 100", "term200")


def test_files_are_the_owners_alone(world: World, tmp_path: Path) -> None:
    folder = pack(world, tmp_path)
    assert folder.name == "reklamacja-12-2026-10"
    assert {path.name for path in folder.iterdir()} == FILES
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_sums_tie_and_a_difference_is_said(world: World, tmp_path: Path) -> None:
    world.call((100, 200), "2.0049")
    world.run()
    folder = pack(world, tmp_path)
    said = index(folder)
    assert said.count("zgadza się") == 3
    assert "różnica 0" not in said
    (line,) = [row for row in rows(folder, "pozycje.csv") if row["Rodzaj"] == "połączenia"]
    assert (line["Netto"], line["Suma kwot połączeń"], line["Różnica"]) == (
        "3,2394", "3,2394", "0,0000")  # fmt: skip
    world.database.execute_text("UPDATE hv_document SET gross_now = gross_now - 1")
    assert "różnica 1,0000 zł" in index(pack(world, tmp_path))


def test_the_current_month_before_its_invoice(world: World, tmp_path: Path) -> None:
    call = world.call((100, 200), "2.0000", "2026-11-03 10:00:00")
    folder = pack(world, tmp_path, [Month(2026, 11)])
    (row,) = rows(folder, "polaczenia.csv")
    assert (int(row["Id"]), row["Stan"]) == (call, "jeszcze na żadnej fakturze")
    assert rows(folder, "faktury.csv") == []


def test_former_versions_field_by_field(world: World, tmp_path: Path) -> None:
    call = world.call((100, 200), "2.0000")
    old, new = version(cost=1.5, duration=30, reseller_cost=1), version(cost=2.0, duration=30)
    revised(world, call, "changed", old, new)
    revised(world, call, "vanished", old)
    folder = pack(world, tmp_path)
    found = [
        (r["Co się stało"], r["Pole"], r["Było"], r["Jest"]) for r in rows(folder, "wersje.csv")
    ]
    assert found == [
        ("zmienione przez platformę", "koszt netto", "1,5", "2,0"),
        ("platforma przestała je podawać", "", "", ""),
    ]
    assert {row["Wczytanie"] for row in rows(folder, "wersje.csv")} == {"7"}


def test_a_call_that_a_full_refresh_removed(world: World, tmp_path: Path) -> None:
    revised(world, 77, "replaced", version(start_time="2026-10-04 12:00:00", bill_cpb=CALLEE))
    revised(world, 78, "replaced", version(start_time="2026-09-04 12:00:00"))
    revised(world, 79, "replaced", version(start_time="2026-10-04 12:00:00", ext_billing_id=13))
    found = rows(pack(world, tmp_path), "wersje.csv")
    assert {row["Id połączenia"] for row in found} == {"77"}
    assert CALLEE in {row["Było"] for row in found}


def test_others_are_only_that_they_were_others(world: World, tmp_path: Path) -> None:
    call = world.call((100, 200), "2.0000", bill_cpb=CALLEE)
    linked(world, call, 12)
    anothers = version(
        ext_billing_id=13, customerid=101, customer_name="Secret & Son", terminal_name="term-of-13",
        caller="420000013", bill_cpb="48777777777",
    )  # fmt: skip
    revised(world, call, "changed", anothers, version(bill_cpb=CALLEE))
    theirs = world.call((101, 201), "9.0000", bill_cpb="48605555555")
    linked(world, theirs, 13)
    folder = pack(world, tmp_path)
    found = {row["Pole"]: row["Było"] for row in rows(folder, "wersje.csv")}
    hidden = ("klient (id)", "konto (id)", "nazwa konta", "terminal", "numer dzwoniący")
    assert {found[name] for name in (*hidden, "numer wybrany")} == {"inny abonent"}
    text = everything(folder)
    for secret in ("Secret", "term-of-13", "420000013", "48777777777", "48605555555", "Konto 101"):
        assert secret not in text
    assert "Klient 13" not in text


def test_an_account_that_is_somebody_elses_today(world: World, tmp_path: Path) -> None:
    """What 12 called is his; what 13 called from the account later is not, even unlinked to 13."""
    moved = local_midnight(date(2026, 10, 20))
    world.account(100, 13, since=moved, name="Firma trzynasta")
    his = world.call((100, 200), "1.0000", "2026-10-05 10:00:00", bill_cpb="48111111111")
    theirs = world.call((100, 200), "2.0000", "2026-10-25 10:00:00", bill_cpb="48222222222")
    linked(world, his, 12)
    linked(world, theirs, 13)
    at_the_time = world.call((100, 200), "3.0000", "2026-10-26 10:00:00", bill_cpb="48333333333")
    folder = pack(world, tmp_path)
    ids = {int(row["Id"]) for row in rows(folder, "polaczenia.csv")}
    assert his in ids
    assert {theirs, at_the_time}.isdisjoint(ids)
    text = everything(folder)
    assert "48222222222" not in text
    assert "48333333333" not in text
    assert "Firma trzynasta" not in text


def test_a_call_of_his_invoice_is_in_it_whoever_it_belongs_to_today(
    world: World, tmp_path: Path
) -> None:
    call = world.call((100, 200), "2.0000", bill_cpb=CALLEE)
    world.run()
    linked(world, call, 13, account_id=101, terminal_id=201)
    world.database.execute_text(
        f"UPDATE hv_billing SET ext_billing_id = 13, customer_name = 'Konto 101' WHERE id = {call}"
    )
    folder = pack(world, tmp_path)
    (row,) = [row for row in rows(folder, "polaczenia.csv") if row["Id"] == str(call)]
    assert (row["Konto"], row["Terminal"], row["Numer wybrany"]) == (
        "inny abonent", "inny abonent", CALLEE)  # fmt: skip
    assert row["Dlaczego w tym zbiorze"] == "rozliczyła je faktura tego klienta"
    assert "Konto 101" not in everything(folder)


def test_what_once_named_him_and_is_anothers_is_only_counted(world: World, tmp_path: Path) -> None:
    call = world.call((101, 201), "2.0000", bill_cpb="48444444444", ext_billing_id=13)
    linked(world, call, 13)
    revised(world, call, "changed", version(), version(ext_billing_id=13, customerid=101))
    open_one = world.call(None, "1.0000", bill_cpb="48555555555", ext_billing_id=12)
    linked(world, open_one, None, rule="unlinked: terminal and customer disagree")
    nobodys = world.call(None, "1.0000", bill_cpb="48666666666", ext_billing_id=12)
    linked(world, nobodys, None, rule="unlinked: unknown terminal")
    folder = pack(world, tmp_path)
    ids = {int(row["Id"]) for row in rows(folder, "polaczenia.csv")}
    assert nobodys in ids
    assert {call, open_one}.isdisjoint(ids)
    text = everything(folder)
    assert "48444444444" not in text
    assert "48555555555" not in text
    said = index(folder)
    assert "należą do innych, choć kiedyś wskazywały tego klienta" in said
    assert "nie ustalono, czy są jego, czy innego abonenta" in said


def test_calls_from_before_his_first_link_are_his(world: World, tmp_path: Path) -> None:
    world.account(102, None)
    world.account(102, 12, since=local_midnight(date(2026, 10, 20)))
    call = world.call((102, 202), "1.0000", "2026-10-05 10:00:00")
    (row,) = [r for r in rows(pack(world, tmp_path), "polaczenia.csv") if r["Id"] == str(call)]
    assert (
        row["Dlaczego w tym zbiorze"] == "konto nie miało wtedy klienta; pierwszym był ten klient"
    )


def test_records_in_quarantine_that_are_his(world: World, tmp_path: Path) -> None:
    def kept(number: int, **record: str) -> None:
        row = {"category": "cdr", "record": json.dumps(record), "field": "duration", "day":
               date(2026, 10, 3), "calltype": "outgoing", "success": "t", "reason": "is no number",
               "fingerprint": f"{number:064}", "created_at": world.now}  # fmt: skip
        add_row(world.database, "hv_quarantine", row)

    kept(1, id="9001", ext_billing_id="12", bill_cpb="48601\ud83d00", duration="x")
    kept(2, id="9002", ext_billing_id="13", customer_name="Konto 100")
    kept(3, id="9003", ext_billing_id="0", customer_name="Konto 100")
    kept(4, id="9004", ext_billing_id="0", customer_name="Konto 101")
    found = rows(pack(world, tmp_path), "kwarantanna.csv")
    assert [(row["Id"], row["Pole"], row["Stan"]) for row in found] == [
        ("9001", "czas (s)", "czeka"),
        ("9003", "czas (s)", "czeka"),
    ]


def test_loads_of_other_accounts_alone_are_left_out(world: World, tmp_path: Path) -> None:
    def load(**values: object) -> None:
        row = {"category": "cdr", "window_from": date(2026, 10, 1), "window_to": date(2026, 11, 1),
               "calltype": "outgoing", "success": "t", "status": "loaded", "rows_fetched": 5,
               "started_at": world.now, "finished_at": world.now, "dag_id": "hiperus_cdr_daily",
               "run_id": "r"}  # fmt: skip
        add_row(world.database, "hv_load", row | values)

    load()
    load(account_id=100)
    load(account_id=101)
    load(window_from=date(2026, 11, 1), window_to=date(2026, 11, 2))
    found = rows(pack(world, tmp_path), "wczytania.csv")
    assert [(row["Czego"], row["Wynik"], row["Pobrane"]) for row in found] == [
        ("połączenia", "wczytane", "5")] * 2  # fmt: skip


def a_hold(world: World, customer: int, noted_at: int, **values: object) -> None:
    row = {"customer_id": customer, "held_from": "2026-10-01", "reason": "<b>reklamacja</b> 7"}
    add_row(world.database, "hv_hold", row | {"noted_at": noted_at} | values)


def test_the_day_by_which_an_answer_is_due(world: World, tmp_path: Path) -> None:
    assert "nie wiadomo: 30 dni od otrzymania reklamacji" in index(pack(world, tmp_path))
    a_hold(world, 12, local_midnight(date(2026, 10, 10)))
    a_hold(world, 12, local_midnight(date(2026, 9, 1)), ended_at=world.now)
    a_hold(world, 13, local_midnight(date(2026, 9, 1)))
    folder = pack(world, tmp_path)
    said = index(folder)
    assert "2026-10-10, 22 dni temu" in said
    assert "2026-11-09: 30 dni od zanotowania zatrzymania" in said
    assert "PO TERMINIE" not in said
    (row,) = rows(folder, "zatrzymania.csv")
    assert (row["Odpowiedź do"], row["Powód"]) == ("2026-11-09", "<b>reklamacja</b> 7")
    world.now = local_midnight(date(2026, 11, 10))
    assert "PO TERMINIE" in index(pack(world, tmp_path))


def test_texts_of_the_platform_are_escaped(world: World, tmp_path: Path) -> None:
    world.account(103, 12, name="<script>alert(1)</script>")
    page = (pack(world, tmp_path) / "index.html").read_text("utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert '<html lang="pl">' in page


def test_settings_and_the_reason_of_an_invoice(world: World, tmp_path: Path) -> None:
    world.with_settings(first_billed_month=Month(2026, 10))
    world.database.execute_text("DELETE FROM customer_addresses WHERE customer_id = 12")
    world.run()
    folder = pack(world, tmp_path)
    settings = {row["Ustawienie"]: row["Wartość"] for row in rows(folder, "ustawienia.csv")}
    assert (settings["setup_fee"], settings["bill_failed_calls"]) == ("excluded", "tak")
    assert settings["first_billed_month"] == "2026-10"
    (invoice,) = rows(folder, "faktury.csv")
    assert (invoice["Stan"], invoice["Powód"]) == (
        "wstrzymana", "klient nie ma adresu rozliczeniowego")  # fmt: skip


def test_a_customer_who_never_had_an_account(world: World, tmp_path: Path) -> None:
    with pytest.raises(InvalidParameterError, match="names 77") as caught:
        write_pack(world.a_run(), 77, [MONTH], tmp_path)
    assert str(caught.value).endswith("Nothing was written.")
    assert list(tmp_path.iterdir()) == []


def test_calls_above_the_premium_limit_say_so(world: World, tmp_path: Path) -> None:
    world.call((100, 200), "90.0000", type="premium", bill_cpb=CALLEE)
    world.run()
    found = rows(pack(world, tmp_path), "polaczenia.csv")
    (call,) = [row for row in found if row["Stan"].startswith("wstrzymane")]
    assert CALLEE in call.values()
    world.database.execute_text(
        "UPDATE hv_premium_withheld SET state = 'written_off', reason = 'ugoda'"
    )
    found = rows(pack(world, tmp_path), "polaczenia.csv")
    assert [row["Rozstrzygnięcie"] for row in found if row["Stan"].startswith("umorzone")] == [
        "ugoda"
    ]


def test_what_others_commit_meanwhile_is_not_seen(world: World) -> None:
    def accounts() -> int:
        return len(world.database.fetch_all("invoices/inputs/select_account_states"))

    with world.database.snapshot():
        before = accounts()
        world.account(105, 12)
        assert accounts() == before
    assert accounts() == before + 1


@pytest.mark.parametrize("schemas", [("old",), ("current", "hiperus_2017")])
def test_an_lms_of_2016_and_tables_of_the_old_plugin(
    empty_database: Database, tmp_path: Path, schemas: tuple[str, ...]
) -> None:
    world = a_world(empty_database, [12], *schemas)
    world.account(100, 12)
    world.call((100, 200), "1.0000")
    world.run()
    folder = pack(world, tmp_path)
    assert {row["Stan"] for row in rows(folder, "polaczenia.csv")} == {"na fakturze"}
    assert index(folder).count("zgadza się") == 3

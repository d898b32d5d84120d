"""The PDF of a statement: every call once, in full, with the sums of the invoice lines."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from hiperus.domain.periods import Month
from hiperus.statements.making import files_of, made
from hiperus.statements.printing import printed
from hiperus.statements.rules.formats import ALL_FORMATS, Format
from tests.support.builders_statements import a_call, a_line, a_statement, pages_of, text_of

HOSTILE = [
    "Zażółć gęślą jaźń ŁÓDŹ „Ćma”",
    "<b>Sp. z o.o.</b> & <para>",
    "&lt;i&gt; &amp;",
    'O\'Neil "Bar" \\ % {x}',
    "<img src='file:///etc/passwd'/>",
    "Київ Ελλάδα",
]


def test_what_stands_on_it() -> None:
    call = a_call("2.0049", duration=3723)
    text = text_of(printed(a_statement(a_line(call))))
    for part in (
        "Dostawca: Dostawca sp. z o.o.",
        "Abonent: Klient 12 (12), ul. Długa 1, 00-950 Łódź",
        "Okres: październik 2026",
        "Faktura 1/LMS/2026, konto Konto 100, terminal term200, październik 2026, VAT 23%",
        "48420000001 48601234567 2026-10-15 10:00:00 1:02:03 numery komórkowe 2,0049 2,4660",
        "1:02:03 Razem 2026-10: 1 poł. 2,0049 2,4660",
        "zaokrąglenie pozycji faktury 0,0040",
        "pozycja faktury 2,0049 2,47",
        "Razem brutto: 2,47 zł",
        "strona 1 z 1",
    ):
        assert part in text, part


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_printed_as_they_are(name: str) -> None:
    line = a_line(a_call(), account=name, terminal=f"t {name}")
    text = text_of(printed(a_statement(line, line, customer=name, provider=name)))
    assert f"Dostawca: {name}" in text
    assert f"Abonent: {name} (12)" in text
    assert f"konto {name}, terminal t {name}," in text
    assert f"{name} t {name} 2 0:02:00 2,46" in text  # the totals of terminals


def test_long_numbers_and_names_are_wrapped_and_never_cut() -> None:
    number, name = "9" * 60, "ł" * 250
    line = a_line(a_call(number=number), terminal=name)
    text = text_of(printed(a_statement(line))).replace(" ", "")
    assert number in text
    assert name in text


@pytest.mark.parametrize("text", ["\x00\x1b[31m", "a\nb\tc", "\ud800", "😀漢字", "﷽", ""])
def test_what_cannot_be_printed_stops_nothing(text: str) -> None:
    line = a_line(a_call(number=text, caller=text), account=text, terminal=text, invoice=text)
    pdf = printed(a_statement(line, customer=text, provider=text, address=text))
    assert "1,23 zł" in text_of(pdf)


def test_three_thousand_calls_each_once_with_heads_on_every_page() -> None:
    calls = [a_call(f"0.{n:04}", number=f"4860{n:07}") for n in range(1, 3001)]
    pages = pages_of(printed(a_statement(a_line(*calls))))
    numbers = [number for page in pages for number in re.findall(r"4860\d{7}", page)]
    assert numbers == [call.number for call in calls]
    assert len(pages) > 40
    for number, page in enumerate(pages, 1):
        assert f"strona {number} z {len(pages)}" in page
        assert "terminal term200" in page
        assert "Numer wybrany" in page
    # The totals never stand alone: a call is on their page.
    assert calls[-1].number in pages[-1]
    assert "Razem 2026-10: 3000 poł." in pages[-1]
    assert f"Razem brutto: {a_line(*calls).gross}".replace(".", ",") in pages[-1]


def test_several_terminals_have_a_total_each_over_all_months() -> None:
    september = Month(2026, 9)
    lines = [
        a_line(a_call(), terminal="a", month=september),
        a_line(a_call(), a_call("2.0000", is_increase=True), terminal="a"),
        a_line(a_call("5.0000"), terminal="a", terminal_id=201),  # another one of that name
    ]
    text = text_of(printed(a_statement(*lines, months=(september, Month(2026, 10)))))
    assert "Okres: wrzesień 2026 – październik 2026" in text
    assert "Konto 100 a 3 0:02:00 4,92" in text
    assert "Konto 100 a 1 0:01:00 6,15" in text
    assert "2,0000 2,4600 dopłata" in text
    assert "Razem brutto: 11,07 zł" in text


def test_deleted_calls_are_no_rounding() -> None:
    line = a_line(a_call(), net=Decimal("4.0000"), gross=Decimal("4.92"))
    text = text_of(printed(a_statement(line)))
    assert "połączenia usunięte po terminie 3,0000 3,6900" in text
    assert "zaokrąglenie pozycji faktury 0,0000" in text


def test_the_same_statement_is_the_same_file() -> None:
    statement = a_statement(a_line(a_call()))
    assert printed(statement) == printed(statement)
    information = PdfReader(BytesIO(printed(statement))).metadata
    assert information is not None
    assert information.title == "Szczegółowy wykaz wykonanych usług: 12, październik 2026"


def test_many_are_made_in_processes_and_come_in_order() -> None:
    statements = [a_statement(a_line(a_call()), customer_id=n) for n in range(1, 25)]
    alone = [(s, files_of(s, ALL_FORMATS)) for s in statements]
    assert list(made(iter(statements), ALL_FORMATS, 1000)) == alone
    assert list(made(statements, (Format.CSV,), 1000))[3][1][0].name == "wykaz-4-2026-10.csv"

"""Reports for people: one look for all, every text escaped, every value as it is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import lxml.html
import pytest

import hiperus
from hiperus.reports import Report, ReportTable, frame_of

LONG = "Koszt rozmów poza abonamentem Cennik A (420000001) za okres październik 2026"
ROWS = [(1001, "<b>Klient & Syn</b>", Decimal("1.2300"), None), (2, LONG, Decimal(0), "")]


def shown(report: Report) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(report.html())


def cells(table: lxml.html.HtmlElement) -> list[list[str]]:
    return [[cell.text_content() for cell in row.iter("th", "td")] for row in table.iter("tr")]


def test_a_report_shows_all_that_it_is_given_in_order() -> None:
    table = ReportTable.of(frame_of(("id", "text", "net", "parked"), ROWS), "Lines")
    figures = {"Net": "1.23 PLN", "Parked": 0}
    report = Report("Invoices", "Invoices for 2026-10", "It's > 0.", figures, (table,))
    page = shown(report)
    assert page.findtext(".//title") == "Invoices"
    assert [e.text_content() for e in page.iter("h1", "p", "h2")] == [
        "Invoices for 2026-10",
        "It's > 0.",
        "Lines",
    ]
    first, second = (cells(table) for table in page.iter("table"))
    assert first == [["Net", "1.23 PLN"], ["Parked", "0"]]
    assert second == [
        ["id", "text", "net", "parked"],
        ["1001", "<b>Klient & Syn</b>", "1.2300", ""],
        ["2", LONG, "0", ""],
    ]
    assert page.find(".//b") is None


def test_a_table_without_rows_keeps_its_columns() -> None:
    page = shown(Report("x", "x", tables=(ReportTable(("a", "b"), ()),)))
    assert cells(page.find(".//table")) == [["a", "b"]]
    assert page.findall(".//p") == page.findall(".//h2") == []


@pytest.mark.parametrize("room", ["invoices", "reconcile", "retention"])
def test_no_room_writes_html_of_its_own(room: str) -> None:
    source = Path(hiperus.__file__).parent.joinpath(room, "report.py").read_text(encoding="utf-8")
    assert "Report(" in source
    assert [part for part in ("<t", "</", "to_html", "style", "escape(") if part in source] == []

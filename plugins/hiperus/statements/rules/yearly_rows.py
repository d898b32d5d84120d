"""The yearly summary as rows of a table, in Polish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from hiperus.statements.rules.yearly import Area, Direction, Kind, Sums, YearSummary

Cell = str | int | Decimal | None
Cells = tuple[Cell, ...]
COLUMNS = (
    "Kierunek",
    "Zasięg",
    "Abonent",
    "Połączenia udane",
    "Sekundy",
    "Minuty",
    "Przychód netto (na fakturach)",
    "Wycenione, na żadnej fakturze",
    "Ich koszt netto",
    "Połączenia nieudane",
)
DIRECTIONS: Mapping[Direction, str] = {
    Direction.OUTGOING: "wychodzące",
    Direction.INCOMING: "przychodzące",
    Direction.UNKNOWN: "nieznany",
}
AREAS: Mapping[Area, str] = {
    Area.DOMESTIC: "krajowe",
    Area.FOREIGN: "zagraniczne",
    Area.UNKNOWN: "nieznany",
}
KINDS: Mapping[Kind, str] = {
    Kind.PRIVATE: "osoba prywatna",
    Kind.COMPANY: "firma",
    Kind.OTHER: "inny",
    Kind.NOBODY: "bez klienta",
}
_HUNDREDTH = Decimal("0.01")
_NOTHING: Cells = ("",) * 7


def summary_rows(summary: YearSummary) -> Iterator[Cells]:
    """Yield a row a group, the total, what is deleted, the active numbers, and what it is of."""
    for key, sums in summary.rows.items():
        yield (DIRECTIONS[key.direction], AREAS[key.area], KINDS[key.kind], *_cells(sums))
    yield ("Razem", "", "", *_cells(summary.total))
    calls, net = summary.deleted
    if calls:
        deleted = "usunięte po terminie (retencja)"
        yield (deleted, "", "", calls, None, None, None, None, net, None)
    yield from _numbers(summary)
    since = f"{summary.year}-01-01 – {summary.last_day}"
    yield ("Okres", since, "" if summary.is_over else "rok jeszcze trwa: do dziś", *_NOTHING)


def _numbers(summary: YearSummary) -> Iterator[Cells]:
    """Yield numbers: LMS keeps only those of today, so a former 31 December is not known."""
    today = f"stan na dziś ({summary.as_of})"
    for numbers in summary.numbers:
        yield ("Aktywne numery", today, KINDS[numbers.kind], numbers.today, *_NOTHING[1:])
    if not summary.is_over:
        return
    made = f"z dzisiejszych przydzielone do {summary.last_day}"
    for numbers in summary.numbers:
        yield ("Aktywne numery", made, KINDS[numbers.kind], numbers.assigned, *_NOTHING[1:])
    unknown = f"stanu z {summary.last_day} nie da się odtworzyć: LMS ma tylko obecne numery"
    yield ("Aktywne numery", unknown, "", *_NOTHING)


def _cells(sums: Sums) -> Cells:
    minutes = (Decimal(sums.seconds) / 60).quantize(_HUNDREDTH, ROUND_HALF_UP)
    return (
        sums.calls,
        sums.seconds,
        minutes,
        sums.billed_net,
        sums.not_billed,
        sums.not_billed_net,
        sums.failed,
    )

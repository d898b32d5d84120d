"""A detailed statement as rows of a table, in Polish: calls, totals of each terminal, roundings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from hiperus.invoices.rules.basic_statement import service_name, spoken_time
from hiperus.statements.rules.detailed import StatedLine, total_gross

Cell = str | int | Decimal | None
COLUMNS = (
    "Faktura",
    "Konto",
    "Terminal",
    "Numer dzwoniący",
    "Numer wybrany",
    "Początek",
    "Czas",
    "Rodzaj",
    "Netto",
    "Brutto",
    "Uwagi",
)


def statement_rows(lines: Iterable[StatedLine]) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a statement: each line's calls, then what they come to."""
    lines = list(lines)
    for line in lines:
        yield from _of_line(line)
    yield ("", "", "", "", "", "", "", "Razem brutto", "", total_gross(lines), "")


def _of_line(line: StatedLine) -> Iterator[tuple[Cell, ...]]:
    where = (line.invoice, line.account, line.terminal or "–")
    for call in line.calls:
        yield (
            *where,
            call.caller,
            call.number,
            call.start,
            spoken_time(call.duration),
            service_name(call.service),
            call.net,
            call.gross(line.rate),
            "dopłata" if call.is_increase else "",
        )
    seconds = spoken_time(sum(call.duration for call in line.calls if not call.is_increase))
    what = f"Razem {line.month}: {len(line.calls)} poł."
    yield (*where, "", "", "", seconds, what, line.calls_net, line.calls_gross, "")
    if not line.is_whole:
        missing = line.net - line.calls_net
        yield (*where, "", "", "", "", "połączenia usunięte po terminie", missing, "", "")
    yield (*where, "", "", "", "", "zaokrąglenie pozycji faktury", "", line.rounding, "")

"""The cells of a statement's calls and of what they come to, in Polish, for every format."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hiperus.invoices.rules.basic_statement import service_name, spoken_time
from hiperus.statements.rules.detailed import StatedLine

Cell = str | int | Decimal | None
Cells = tuple[Cell, ...]
CALL_COLUMNS = (
    "Numer dzwoniący",
    "Numer wybrany",
    "Początek",
    "Czas",
    "Rodzaj",
    "Netto",
    "Brutto",
    "Uwagi",
)


def call_cells(line: StatedLine) -> Iterator[Cells]:
    """Yield a row for each call, in the columns of `CALL_COLUMNS`; net and gross in PLN."""
    for call in line.calls:
        yield (
            call.caller,
            call.number,
            call.start,
            spoken_time(call.duration),
            service_name(call.service),
            call.net,
            call.gross(line.rate),
            "dopłata" if call.is_increase else "",
        )


def closing_cells(line: StatedLine) -> Iterator[Cells]:
    """Yield what a line's calls come to, and what its gross has beyond them."""
    what = f"Razem {line.month}: {len(line.calls)} poł."
    yield ("", "", "", spoken_time(line.seconds), what, line.calls_net, line.calls_gross, "")
    if not line.is_whole:
        gone = "połączenia usunięte po terminie"
        yield ("", "", "", "", gone, line.missing_net, line.missing_gross, "")
    yield ("", "", "", "", "zaokrąglenie pozycji faktury", "", line.rounding, "")

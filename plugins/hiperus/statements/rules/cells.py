"""The cells of a statement's calls and of what they come to, in Polish, for every format."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from hiperus.invoices.rules.basic_statement import service_name, spoken_time
from hiperus.statements.rules.detailed import StatedCall, StatedLine

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


def rows_of(line: StatedLine, *, is_simplified: bool) -> Iterator[Cells]:
    """Yield the rows of a line: its calls, or what each type of service comes to, and the end."""
    yield from service_cells(line) if is_simplified else call_cells(line)
    yield from closing_cells(line)


def service_cells(line: StatedLine) -> Iterator[Cells]:
    """Yield a row for each type of service, without single calls; net and gross in PLN."""
    found: dict[tuple[str, str], list[StatedCall]] = defaultdict(list)
    for call in line.calls:
        found[service_name(call.service), _note(call)].append(call)
    for (name, note), calls in sorted(found.items()):
        seconds = sum(call.duration for call in calls)
        net = sum((call.net for call in calls), Decimal(0))
        gross = sum((call.gross(line.rate) for call in calls), Decimal(0))
        what = f"{name}: {len(calls)} poł."
        yield ("", "", "", "" if note else spoken_time(seconds), what, net, gross, note)


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
            _note(call),
        )


def _note(call: StatedCall) -> str:
    return "dopłata" if call.is_increase else ""


def closing_cells(line: StatedLine) -> Iterator[Cells]:
    """Yield what a line's calls come to, and what its gross has beyond them."""
    what = f"Razem {line.month}: {len(line.calls)} poł."
    yield ("", "", "", spoken_time(line.seconds), what, line.calls_net, line.calls_gross, "")
    if not line.is_whole:
        gone = "połączenia usunięte po terminie"
        yield ("", "", "", "", gone, line.missing_net, line.missing_gross, "")
    yield ("", "", "", "", "zaokrąglenie pozycji faktury", "", line.rounding, "")

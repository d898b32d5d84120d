"""The basic statement of services that goes with every bill (PKE art. 351), in Polish.

Only paid services, by type; a number of a premium-rate service one by one, with where its register
stands and that it can be blocked (art. 351(3), 343). LMS prints a document's comment and passes it
on to the e-invoice system, a line at a time and cut at 256 characters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from hiperus.invoices.rules.lines import Line, LineKind
from hiperus.invoices.rules.texts import LONGEST

LONGEST_LINE = 200
"""Characters; LMS escapes a line before it cuts it, so it may grow."""
_HOUR, _MINUTE = 3600, 60

SERVICES = {
    "geographic": "numery stacjonarne",
    "mobile": "numery komórkowe",
    "premium": "usługi o podwyższonej opłacie",
    "aus": "numery usług specjalnych (AUS)",
    "ngn": "numery niegeograficzne (NGN)",
    "incoming": "połączenia przychodzące",
    "forwarded": "połączenia przekierowane",
    "disa": "połączenia DISA",
    "internal": "połączenia wewnętrzne",
    "vpbx": "połączenia centrali (VPBX)",
}
"""What the platform calls a type of service, and what the customer reads."""
OTHER_SERVICE = "inne połączenia"
INCREASE = "dopłaty do połączeń z wcześniejszych faktur"
TITLE = "Podstawowy wykaz wykonanych usług (płatnych), kwoty netto:"
NOTICES = (
    "Numery usług z dodatkowym świadczeniem podano wyżej. Ich rejestr prowadzi Prezes UKE na "
    "swojej stronie BIP.",
    "Abonent może żądać bezpłatnego zablokowania połączeń z takimi numerami (art. 343 PKE).",
)
ON_REQUEST = (
    "Numery usług z dodatkowym świadczeniem zawiera szczegółowy wykaz, wydawany na żądanie."
)


class StatementMode(StrEnum):
    """What goes into the document's comment: all of it, without single numbers, or nothing."""

    COMMENT = "comment"
    TOTALS = "totals"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class ServiceUse:
    """Paid calls that are alike. `net` is what this document bills of them, PLN, exact.

    Attributes:
        service: the platform's type of an outgoing call, else the kind of call.
        number: called, of a premium-rate service only.
        is_increase: billed before for less; this is the rest.
    """

    service: str
    calls: int
    seconds: int
    net: Decimal
    number: str | None = None
    is_increase: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """Where an invoice's statement goes: the document's comment, or its last line of calls."""

    comment: str | None = None
    in_lines: str = ""


def with_totals(lines: Sequence[Line], totals: str) -> list[Line]:
    """Return the lines with the totals behind the text of the last line of calls, if any.

    The text stays within what LMS passes on; what does not fit is left out.
    """
    last = max((n for n, line in enumerate(lines) if line.kind is LineKind.CALLS), default=None)
    if last is None or not totals:
        return list(lines)
    text = f"{lines[last].text}; w tym: {totals}"[:LONGEST].rstrip()
    return [replace(line, text=text) if n == last else line for n, line in enumerate(lines)]


def compose(uses: Sequence[ServiceUse], mode: StatementMode) -> str:
    """Return the statement, a line for each type of service; empty where nothing was paid."""
    if mode is StatementMode.OFF or not uses:
        return ""
    lines = [TITLE, *(f"- {_said(use)}" for use in _by_service(uses))]
    numbers = sorted((use for use in uses if use.number), key=lambda use: use.number or "")
    if numbers and mode is StatementMode.COMMENT:
        lines += [f"- numer {use.number}: {_amounts(use)}" for use in numbers]
        lines += NOTICES
    elif numbers:
        lines += [ON_REQUEST, *NOTICES[1:]]
    calls, net = sum(use.calls for use in uses), total(uses)
    lines.append(f"Razem: {calls} poł., {_money(net)} zł.")
    return "\n".join(line[:LONGEST_LINE] for line in lines)


def totals_in_a_line(uses: Sequence[ServiceUse]) -> str:
    """Return the totals by type of service in one line, where documents have no comment."""
    return "; ".join(map(_said, _by_service(uses)))


def total(uses: Iterable[ServiceUse]) -> Decimal:
    """Return what the uses come to, PLN net, exact."""
    return sum((use.net for use in uses), Decimal(0))


def spoken_time(seconds: int) -> str:
    """Return a time as h:mm:ss."""
    return f"{seconds // _HOUR}:{seconds % _HOUR // _MINUTE:02}:{seconds % _MINUTE:02}"


def _by_service(uses: Iterable[ServiceUse]) -> list[ServiceUse]:
    """Sum up by type of service, in the order of `SERVICES`, increases last."""
    found: dict[tuple[bool, str], list[ServiceUse]] = defaultdict(list)
    for use in uses:
        found[use.is_increase, _name(use)].append(use)
    order = [*SERVICES.values(), OTHER_SERVICE, INCREASE]
    return [
        replace(
            group[0],
            calls=sum(use.calls for use in group),
            seconds=sum(use.seconds for use in group),
            net=total(group),
            number=None,
        )
        for _, group in sorted(
            found.items(), key=lambda item: (item[0][0], order.index(item[0][1]))
        )
    ]


def service_name(service: str) -> str:
    """Return what the customer reads for the platform's type of service."""
    return SERVICES.get(service.lower(), OTHER_SERVICE)


def _name(use: ServiceUse) -> str:
    return INCREASE if use.is_increase else service_name(use.service)


def _said(use: ServiceUse) -> str:
    return f"{_name(use)}: {_amounts(use)}"


def _amounts(use: ServiceUse) -> str:
    if use.is_increase:
        return f"{use.calls} poł., {_money(use.net)} zł"
    time = spoken_time(use.seconds)
    return f"{use.calls} poł., {time} ({use.seconds} jedn. po 1 s), {_money(use.net)} zł"


def _money(net: Decimal) -> str:
    return f"{net:.4f}".replace(".", ",")

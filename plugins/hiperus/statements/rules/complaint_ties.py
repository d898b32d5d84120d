"""What of a complaint pack has to tie to what: calls to lines, lines to invoices, those to LMS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hiperus.domain.money import ZERO
from hiperus.invoices.rules.invoice_states import InvoiceState
from hiperus.invoices.rules.lines import LineKind
from hiperus.statements.rules.complaint_pack import Evidence, Row


@dataclass(frozen=True, slots=True)
class Tie:
    """Two sums that should be one; PLN. `of`: what the sums are made of."""

    said: str
    of: str
    left: Decimal
    right: Decimal

    @property
    def difference(self) -> Decimal:
        """What the left side has beyond the right one."""
        return self.left - self.right


def ties(found: Evidence) -> Iterator[Tie]:
    """Yield the sums over the pack's issued invoices; one that waits or was given up has none."""
    issued = [row for row in found.invoices if row["state"] == InvoiceState.ISSUED]
    lines = [line for row in issued for line in _lines_of(found, row)]
    calls = [line for line in lines if line["kind"] == LineKind.CALLS]
    read = [row for row in issued if row["gross_now"] is not None]
    yield Tie(
        "Kwoty połączeń netto = pozycje za połączenia netto",
        f"kwot: {sum(line['stamps'] for line in calls)}, pozycji: {len(calls)}",
        _sum(calls, "stamped"),
        _sum(calls, "exact_net"),
    )
    yield Tie(
        "Pozycje brutto = faktury brutto",
        f"pozycji: {len(lines)}, faktur: {len(issued)}",
        _sum(lines, "gross"),
        _sum(issued, "gross"),
    )
    yield Tie(
        "Faktury brutto = ich pozycje w dokumentach LMS brutto",
        f"dokumentów: {len(read)}, jak odczytano je ostatnio",
        _sum(read, "gross"),
        _sum(read, "gross_now"),
    )


def _lines_of(found: Evidence, invoice: Row) -> list[Row]:
    return [line for line in found.lines if line["invoice_id"] == invoice["id"]]


def _sum(rows: list[Row], name: str) -> Decimal:
    return sum((Decimal(row[name]) for row in rows), ZERO)

"""A detailed statement: lines of calls as the invoices billed them, each call with net and gross.

Net is what the document billed of the call, exact to 4 decimals; their sum is the line's exact net.
Gross of a call has 4 decimals, too; what the line's own rounding adds or takes is shown beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from hiperus.domain.periods import Month

_EXACT = Decimal("0.0001")
_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class StatedCall:
    """A paid call. `net` is PLN, `duration` seconds; `is_increase`: the rest of a dearer one."""

    start: str
    caller: str
    number: str
    service: str
    duration: int
    net: Decimal
    is_increase: bool = False

    def gross(self, rate: Decimal) -> Decimal:
        """Return PLN gross, to 4 decimals, at a rate in percent."""
        return (self.net * (_PERCENT + rate) / _PERCENT).quantize(_EXACT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class StatedLine:
    """A line of an invoice with its calls; `terminal` is a name, or empty for the account's own."""

    invoice: str
    account: str
    terminal: str
    month: Month
    rate: Decimal
    net: Decimal
    gross: Decimal
    calls: tuple[StatedCall, ...]

    @property
    def calls_net(self) -> Decimal:
        """PLN net of the calls that are still stored."""
        return sum((call.net for call in self.calls), Decimal(0))

    @property
    def calls_gross(self) -> Decimal:
        """PLN gross of the calls, each rounded to 4 decimals."""
        return sum((call.gross(self.rate) for call in self.calls), Decimal(0))

    @property
    def rounding(self) -> Decimal:
        """What the line's gross has beyond its calls."""
        return self.gross - self.calls_gross

    @property
    def is_whole(self) -> bool:
        """Whether the calls come to what the line billed: none was deleted since."""
        return self.calls_net == self.net


def total_gross(lines: Iterable[StatedLine]) -> Decimal:
    """Return what the invoices billed for calls, PLN gross."""
    return sum((line.gross for line in lines), Decimal(0))

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
        return with_tax(self.net, rate)


@dataclass(frozen=True, slots=True)
class StatedLine:
    """A line of an invoice with its calls; `terminal` is a name, or empty for the account's own.

    `docid` is the invoice's in LMS, `rate` in percent; `net` and `gross` are the line's own, PLN.
    """

    invoice: str
    account: str
    terminal: str
    month: Month
    rate: Decimal
    net: Decimal
    gross: Decimal
    calls: tuple[StatedCall, ...]
    docid: int | None = None
    account_id: int = 0
    terminal_id: int = 0

    @property
    def seconds(self) -> int:
        """How long the calls took; the rest of a dearer call is no call of its own."""
        return sum(call.duration for call in self.calls if not call.is_increase)

    @property
    def calls_net(self) -> Decimal:
        """PLN net of the calls that are still stored."""
        return sum((call.net for call in self.calls), Decimal(0))

    @property
    def calls_gross(self) -> Decimal:
        """PLN gross of the calls, each rounded to 4 decimals."""
        return sum((call.gross(self.rate) for call in self.calls), Decimal(0))

    @property
    def missing_net(self) -> Decimal:
        """PLN net of the calls that were deleted since."""
        return self.net - self.calls_net

    @property
    def missing_gross(self) -> Decimal:
        """PLN gross of the calls that were deleted since, to 4 decimals."""
        return with_tax(self.missing_net, self.rate)

    @property
    def rounding(self) -> Decimal:
        """What the line's gross has beyond its calls."""
        return self.gross - self.calls_gross - self.missing_gross

    @property
    def is_whole(self) -> bool:
        """Whether the calls come to what the line billed: none was deleted since."""
        return self.calls_net == self.net


def with_tax(net: Decimal, rate: Decimal) -> Decimal:
    """Return PLN gross, to 4 decimals, at a rate in percent."""
    return (net * (_PERCENT + rate) / _PERCENT).quantize(_EXACT, ROUND_HALF_UP)


def total_gross(lines: Iterable[StatedLine]) -> Decimal:
    """Return what the invoices billed for calls, PLN gross."""
    return sum((line.gross for line in lines), Decimal(0))

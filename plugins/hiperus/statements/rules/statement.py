"""One statement: whose it is, from whom, of which months, and its lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from hiperus.domain.periods import Month
from hiperus.invoices.rules.texts import month_name
from hiperus.statements.rules.detailed import StatedLine, total_gross


@dataclass(frozen=True, slots=True)
class Statement:
    """The calls of a customer's invoices; `address` and `provider` are for whoever reads it.

    Attributes:
        customer_id: LMS's.
        months: of the lines, one after another.
        lines: in the order of accounts, terminals and months.
        is_simplified: types of service instead of single calls, as LMS's consent 14 wants it.
    """

    customer_id: int
    customer: str
    address: str
    provider: str
    months: tuple[Month, ...]
    lines: tuple[StatedLine, ...]
    is_simplified: bool = False

    @property
    def gross(self) -> Decimal:
        """What the invoices billed for calls, PLN."""
        return total_gross(self.lines)

    @property
    def period(self) -> str:
        """The months in Polish words."""
        ends = dict.fromkeys((self.months[0], self.months[-1]))
        return " – ".join(f"{month_name(month)} {month.year}" for month in ends)

    @property
    def name(self) -> str:
        """The name of its files, without an ending."""
        ends = dict.fromkeys((self.months[0], self.months[-1]))
        kind = "-uproszczony" if self.is_simplified else ""
        return f"wykaz{kind}-{self.customer_id}-{'--'.join(map(str, ends))}"

    @property
    def title(self) -> str:
        """What it is called, in Polish."""
        kind = ", uproszczony" if self.is_simplified else ""
        return f"Szczegółowy wykaz wykonanych usług{kind}"

    def terminals(self) -> Iterator[TerminalTotal]:
        """Yield what each terminal comes to over all months."""
        # Names may be the same.
        for _, group in groupby(self.lines, key=lambda line: (line.account_id, line.terminal_id)):
            lines = list(group)
            calls = sum(len(line.calls) for line in lines)
            seconds = sum(line.seconds for line in lines)
            account, terminal = lines[0].account, lines[0].terminal
            yield TerminalTotal(account, terminal, calls, seconds, total_gross(lines))


@dataclass(frozen=True, slots=True)
class TerminalTotal:
    """What a terminal comes to; `gross` is that of the invoice lines, PLN."""

    account: str
    terminal: str
    calls: int
    seconds: int
    gross: Decimal

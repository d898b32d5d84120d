"""What a calculation gathers for one customer, before it makes drafts of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from hiperus.invoices.rules.lines import Line, WaivedCalls, WithheldCall
from hiperus.invoices.rules.state_reasons import StateReason


@dataclass(slots=True)
class Unpaid:
    """Calls that no line bills and that go with a document: done with, or withheld."""

    waived: list[WaivedCalls] = field(default_factory=list)
    withheld: list[WithheldCall] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.waived or self.withheld)


@dataclass(slots=True)
class CustomerWork:
    """What is being gathered for one customer.

    Attributes:
        lines: of the regular invoice.
        late: of calls of earlier months; a setting says on which document.
        apart: of first links whose month is issued: a document of their own, whatever the setting.
        unpaid: calls that go with the regular invoice, though no line bills them.
        unpaid_apart: the same of first links whose month is issued.
        parked: why the customer waits.
    """

    lines: list[Line] = field(default_factory=list)
    late: list[Line] = field(default_factory=list)
    apart: list[Line] = field(default_factory=list)
    unpaid: Unpaid = field(default_factory=Unpaid)
    unpaid_apart: Unpaid = field(default_factory=Unpaid)
    parked: list[StateReason] = field(default_factory=list)

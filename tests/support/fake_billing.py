"""A platform that answers `GetBilling` from a list, and builders for its calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from hiperus.domain.cdr import CDR_FIELDS, BillingQuery, CallType, CdrRow
from hiperus.domain.ports import PlatformRow

_CALL: dict[str, bytes | None] = {
    "id": b"1001",
    "rel_cause": b"16",
    "start_time": b"2026-03-10 12:00:00",
    "customer_name": "Świętosława Gęś".encode(),
    "terminal_name": b"term00001",
    "ext_billing_id": b"17",
    "caller": b"420000059",
    "bill_cpb": b"48526285196",
    "duration": b"60",
    "calltype": b"outgoing",
    "country": b"Wielka Brytania",
    "description": "Wielka Brytania - komórkowe".encode(),
    "operator": b"O2",
    "type": b"mobile",
    "cost": b"1.2345",
    "price": b"0.9567",
    "init_charge": b"0.0500",
    "reseller_price": b"0.6100",
    "reseller_cost": b"0.9892",
    "reseller_init_charge": b"0.0250",
    "margin": b"-0.2453",
    "subscription_used": b"f",
    "platform_type": b"VOIP",
}


def a_call(**values: object) -> CdrRow:
    """Return a call with sensible values; None stands for nothing, text is encoded."""
    fields = dict(_CALL)
    for name, value in values.items():
        assert name in fields, name
        is_raw = value is None or isinstance(value, bytes)
        fields[name] = value if is_raw else str(value).encode()  # type: ignore[assignment]
    return tuple(fields[name] for name in CDR_FIELDS)


def value_of(row: CdrRow, name: str) -> bytes | None:
    """Return one field of a call."""
    return row[CDR_FIELDS.index(name)]


Answer = Callable[[list[CdrRow], int, int], list[CdrRow]]


def honest(rows: list[CdrRow], offset: int, limit: int) -> list[CdrRow]:
    """Page as documented."""
    return rows[offset : offset + limit]


@dataclass
class FakeBilling:
    """Answers from `calls` (successful) and `failed` ones, as the platform would.

    Attributes:
        answer: how rows are paged; replace it to lie.
        knows_failed: False gives all calls for `success_calls=false`.
        requests: what was asked: query, offset and limit.
    """

    calls: list[CdrRow] = field(default_factory=list)
    failed: list[CdrRow] = field(default_factory=list)
    page_size: int = 1000
    batch: int = 3
    answer: Answer = honest
    knows_failed: bool = True
    ignores_days: bool = False
    requests: list[tuple[BillingQuery, int, int]] = field(default_factory=list)

    def rows(self, action: str, arguments: Mapping[str, object] | None = None) -> list[PlatformRow]:
        """Not asked by loads of calls."""
        raise AssertionError(action, arguments)

    def billing_page(self, query: BillingQuery, offset: int, limit: int) -> Iterator[list[CdrRow]]:
        """Answer in small batches."""
        self.requests.append((query, offset, limit))
        rows = self.answer(self._matching(query), offset, limit)
        for start in range(0, len(rows), self.batch):
            yield rows[start : start + self.batch]

    def _matching(self, query: BillingQuery) -> list[CdrRow]:
        if query.success:
            rows = self.calls
        else:
            rows = self.failed if self.knows_failed else [*self.calls, *self.failed]
        return [row for row in rows if self._fits(row, query)]

    def _fits(self, row: CdrRow, query: BillingQuery) -> bool:
        kind = value_of(row, "calltype")
        known = {str(each).encode() for each in CallType} - {str(query.call_type).encode()}
        if kind in known:
            return False
        day = (value_of(row, "start_time") or b"")[:10].decode("ascii", "replace")
        is_day = len(day) == len("2026-03-10") and day[:4].isdigit()
        inside = query.first_day.isoformat() <= day <= query.last_day.isoformat()
        return self.ignores_days or not is_day or inside

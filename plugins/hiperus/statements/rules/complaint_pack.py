"""A complaint pack: what is known of a customer's disputed calls, put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hiperus.domain.periods import Month
from hiperus.statements.rules.complaint_calls import Belonging, Complainant, Values

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PackCall:
    """A call of the pack. `own`: stamps of his invoices; `others`: how many other ones it has.

    `revisions`: how many former versions are kept; `day_load`: what last confirmed its day.
    """

    values: Values
    belonging: Belonging
    own: Sequence[Row] = ()
    others: int = 0
    revisions: int = 0
    day_load: int | None = None

    @property
    def billed(self) -> Decimal:
        """PLN net that his invoices bill of it."""
        return sum((Decimal(stamp["cost_billed"]) for stamp in self.own), Decimal(0))

    @property
    def state(self) -> str:
        """What became of it, as a code of `complaint_words.CALL_STATES`."""
        if self.billed:
            return "billed_vanished" if self.values["vanished_at"] else "billed"
        if self.own and self.own[0]["settled_as"] != "billed":
            return str(self.own[0]["settled_as"])
        if self.values["vanished_at"]:
            return "vanished"
        if not self.values["cost"]:
            return "failed" if self.values["success_call"] == "f" else "free"
        if self.values["withheld"]:
            return str(self.values["withheld"])
        return "others" if self.others else "open"


@dataclass(frozen=True, slots=True)
class Evidence:
    """All of a pack. Rows are those of the tables; `revisions` are of `calls` and of removed ones.

    `left_out`: how many calls only once named him, or are open between him and others.
    """

    whose: Complainant
    name: str
    months: Sequence[Month]
    calls: Sequence[PackCall]
    revisions: Sequence[Row]
    left_out: Mapping[Belonging, int]
    invoices: Sequence[Row]
    lines: Sequence[Row]
    loads: Sequence[Row]
    quarantine: Sequence[Row]
    holds: Sequence[Row]
    settings: Sequence[tuple[str, str, str]]


def sort_calls(
    whose: Complainant,
    rows: Iterable[Row],
    stamps: Iterable[Row],
    revisions: Iterable[Row],
    day_loads: Mapping[tuple[str, str, str], int],
) -> tuple[list[PackCall], dict[Belonging, int]]:
    """Return the calls of the pack, and how many were left out and why.

    Args:
        whose: the customer.
        rows: calls that may be his.
        stamps: on any of them.
        revisions: of any of them.
        day_loads: by day, call type and success.
    """
    stamped, versions = _by_call(stamps), _by_call(revisions)
    found: list[PackCall] = []
    left_out: dict[Belonging, int] = defaultdict(int)
    for row in rows:
        own = [s for s in stamped[row["id"]] if s["customer_id"] == whose.customer_id]
        belonging = whose.belonging(row, is_stamped=bool(own))
        if not belonging.is_in:
            left_out[belonging] += 1
            continue
        others = len(stamped[row["id"]]) - len(own)
        day = (row["start_time"][:10], row["calltype"], row["success_call"])
        load = day_loads.get(day)
        found.append(PackCall(row, belonging, own, others, len(versions[row["id"]]), load))
    return found, left_out


def his_records(whose: Complainant, records: Iterable[Row]) -> list[Row]:
    """Return the records of quarantine that are his: they name him, or an account of his alone."""
    return [row for row in records if _is_his(whose, row["record"])]


def his_loads(whose: Complainant, loads: Iterable[Row]) -> list[Row]:
    """Return the loads of all accounts, and those of his accounts alone."""
    return [row for row in loads if not row["account_id"] or row["account_id"] in whose.states]


def _is_his(whose: Complainant, record: Mapping[str, str | None]) -> bool:
    customer = (record.get("ext_billing_id") or "").strip()
    if customer.strip("0"):
        return customer == str(whose.customer_id)
    return record.get("customer_name") in whose.own_names


def _by_call(rows: Iterable[Row]) -> Mapping[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["cdr_id"]].append(row)
    return found

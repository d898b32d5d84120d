"""Reads what is known of a customer's disputed calls: a query a table, whole sets at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from hiperus.domain.periods import Month
from hiperus.statements.rules.complaint_calls import Complainant
from hiperus.storage.database import Database, Record

_FOUND = "statements/complaint/select_found"
_CALLS = "statements/complaint/select_calls"
_REVISIONS = "statements/complaint/select_revisions"
_STAMPS = "statements/complaint/select_stamps"
_VALUES = ("old_values", "new_values")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads for one customer and some months that follow one another."""

    database: Database
    customer_id: int
    months: Sequence[Month]

    def complainant(self) -> Complainant:
        """Return what was ever the customer's."""
        rows = self._of_customer("statements/complaint/select_accounts")
        his = [row for row in rows if row["customer_id"] == self.customer_id]
        terminals = self._of_customer("statements/complaint/select_terminals")
        return Complainant(
            customer_id=self.customer_id,
            states={
                int(account): [(int(r["valid_from"]), int(r["customer_id"] or 0)) for r in states]
                for account, states in groupby(rows, lambda row: row["account_id"])
            },
            names={int(row["account_id"]): row["name"] or "" for row in his},
            own_names=frozenset(r["name"] for r in his if r["name"] and not r["namesakes"]),
            terminals={int(row["terminal_id"]): row["name"] or "" for row in terminals},
        )

    def customer(self) -> Record:
        """Return the customer's names and division in LMS; nothing where he is gone."""
        found = self.database.fetch_one("statements/complaint/select_customer", id=self.customer_id)
        return found or {"lastname": "", "name": "", "divisionid": None}

    def calls(self) -> list[Record]:
        """Return the calls that may be the customer's, as they are stored now, by start."""
        return self._of_found(_CALLS)

    def stamps(self) -> list[Record]:
        """Return the stamps on these calls, also those of other customers' invoices."""
        return self._of_found(_STAMPS)

    def revisions(self) -> list[Record]:
        """Return the former versions of these calls; values are objects or None."""
        return list(map(_with_values, self._of_found(_REVISIONS)))

    def removed(self) -> list[Record]:
        """Return calls of the months that a full refresh removed for good."""
        rows = self.database.fetch_all("statements/complaint/select_removed", named=self._named)
        start, until = (str(day) for day in self._days.values())
        found = map(_with_values, rows)
        return [row for row in found if start <= str(row["old_values"].get("start_time")) < until]

    def invoices(self) -> list[Record]:
        """Return the invoices that bill the months or were issued for them."""
        return self._of_customer("statements/complaint/select_invoices", **self._days)

    def lines(self) -> list[Record]:
        """Return all lines of these invoices, each with the sum of its stamps."""
        return self._of_customer("statements/complaint/select_lines", **self._days)

    def loads(self) -> list[Record]:
        """Return the attempts to load calls of the months."""
        return self.database.fetch_all("statements/complaint/select_loads", **self._days)

    def confirming_loads(self) -> dict[tuple[str, str, str], int]:
        """Return the load that last confirmed a day, by day, call type and success."""
        rows = self.database.fetch_all("statements/complaint/select_coverage", **self._days)
        return {
            (str(row["day"]), row["calltype"], row["success"]): row["load_id"]
            for row in rows
            if row["load_id"]
        }

    def quarantine(self) -> list[Record]:
        """Return the records of calls of the months that were kept aside, of all accounts."""
        rows = self.database.fetch_all("statements/complaint/select_quarantine", **self._days)
        return [{**row, "record": json.loads(row["record"])} for row in rows]

    @property
    def _days(self) -> dict[str, date]:
        return {"start": self.months[0].first_day, "until": self.months[-1].end}

    @property
    def _named(self) -> str:
        """The pattern of a version that names the customer; the databases space JSON their way."""
        return f'%"ext_billing_id":{self.customer_id},%'

    def _of_customer(self, name: str, **values: Any) -> list[Record]:
        return self.database.fetch_all(name, customer_id=self.customer_id, **values)

    def _of_found(self, name: str) -> list[Record]:
        text = self.database.text_of(name, found=self.database.text_of(_FOUND))
        values = {
            **{name: str(day) for name, day in self._days.items()},
            "customer_id": self.customer_id,
            "named": self._named,
        }
        return self.database.fetch_text(text, values, name=name)


def _with_values(row: Record) -> Record:
    # An amount stays the Decimal that it is; a fraction of two would change its last digit.
    values = {name: json.loads(row[name] or "{}", parse_float=Decimal) for name in _VALUES}
    return {**row, **values}
